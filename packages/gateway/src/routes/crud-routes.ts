import { callOperation, SHARED } from './openapi/operations.js';
import type { RoutePlugin } from './route.js';

const METHODS = { '/index': 'POST', '/search': 'POST', '/update': 'PUT', '/delete': 'DELETE' } as const;

/** `/index`, `/search`, `/update` and `/delete` (Jina 3.34). */
export const CRUD_ROUTES: RoutePlugin = {
  name: 'crud',
  routes: () =>
    Object.entries(METHODS).map(([path, method]) => ({
      method,
      path,
      calls: { endpoint: path },
      openapi: callOperation(`Calls the endpoint ${path}.`, ['CRUD'], SHARED.request),
    })),
};
