import type { CallService } from '@zedflow/runtime-api';
import type { FastifyInstance } from 'fastify';
import type { ResolvedGatewayOptions, ResolvedListener } from '../gateway-options.js';
import { builtInRoutes } from '../routes/built-in.js';
import { collectRoutes, isCallRoute, isPageRoute } from '../routes/collect-routes.js';
import { mountPages } from '../web/mount-routes.js';
import { createWebApp } from '../web/web-app.js';
import { addCors } from './add-cors.js';
import { answerCall, type CallRouteContext } from './call-route.js';
import { addEndpointRoutes } from './endpoint-routes.js';
import { EndpointTable } from './endpoint-table.js';

/** The HTTP side of a gateway, without a port: the routes of all plug-ins, then those of the Flow's endpoints. */
export async function createHttpApp(
  options: ResolvedGatewayOptions,
  tls: ResolvedListener['tls'],
  service: CallService,
): Promise<FastifyInstance> {
  const { clock, exposeStacks, docarray } = options;
  const app = createWebApp(options, tls);
  await addCors(app, options);
  const table = new EndpointTable(options.describe, clock);
  const context: CallRouteContext = { service, exposeStacks, docarray, now: () => clock.now() };
  const routes = await collectRoutes([...builtInRoutes(options, table), ...options.routes], {
    describe: options.describe,
    service,
    logger: options.logger,
  });
  for (const { method, path, calls, okStatus } of routes.filter(isCallRoute)) {
    const shape = { ...calls, generation: 'v1' } as const;
    app.route({ method, url: path, handler: (request, reply) => answerCall(request, reply, shape, context, okStatus) });
  }
  await mountPages(app, routes.filter(isPageRoute), { ...options, protocol: 'http', service });
  addEndpointRoutes(app, table, routes, context);
  return app;
}
