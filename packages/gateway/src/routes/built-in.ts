import type { ResolvedGatewayOptions } from '../gateway-options.js';
import type { EndpointTable } from '../http/endpoint-table.js';
import { CRUD_ROUTES } from './crud-routes.js';
import { debugRoutes } from './debug-routes.js';
import { docsRoutes } from './docs-routes.js';
import { exposedRoutes } from './exposed-routes.js';
import { HEALTH_ROUTE } from './health-route.js';
import { openApiRoute } from './openapi/openapi-route.js';
import type { RoutePlugin } from './route.js';

/** The plug-ins that every gateway has, as its options want them. */
export function builtInRoutes(options: ResolvedGatewayOptions, table: EndpointTable): readonly RoutePlugin[] {
  return [
    HEALTH_ROUTE,
    ...(options.noDebugEndpoints ? [] : [debugRoutes(options)]),
    ...(options.noCrudEndpoints ? [] : [CRUD_ROUTES]),
    exposedRoutes(options.exposeEndpoints),
    openApiRoute(options, () => table.all()),
    docsRoutes(options.title),
  ];
}
