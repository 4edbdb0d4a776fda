import { pageOperation } from './openapi/operations.js';
import type { RoutePlugin } from './route.js';

/** `GET /`: answers while the gateway runs (Jina 3.34). */
export const HEALTH_ROUTE: RoutePlugin = {
  name: 'health',
  routes: () => [
    {
      method: 'GET',
      path: '/',
      access: 'open',
      onWebsocketPorts: true,
      openapi: pageOperation('Health: answers while the gateway runs.', {}),
      answer: () => ({ body: '{}' }),
    },
  ],
};
