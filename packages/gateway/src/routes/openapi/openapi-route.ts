import type { FlowEndpoint } from '../../http/endpoint-table.js';
import type { RoutePlugin } from '../route.js';
import { describeOpenApi, type OpenApiOptions } from './openapi.js';

/** `GET /openapi.json`. */
export function openApiRoute(options: OpenApiOptions, endpoints: () => readonly FlowEndpoint[]): RoutePlugin {
  return {
    name: 'openapi',
    routes: ({ routes }) => [
      { method: 'GET', path: '/openapi.json', answer: () => ({ body: JSON.stringify(describeOpenApi(options, endpoints(), routes())) }) },
    ],
  };
}
