import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Route } from '../routes/route.js';
import { pathOf } from '../web/request-path.js';
import { respondJson } from '../web/respond.js';
import { answerCall, answerStream, type CallRouteContext } from './call-route.js';
import type { EndpointTable, FlowEndpoint } from './endpoint-table.js';

/** Methods of each path that is not made from an endpoint. */
type FixedRoutes = ReadonlyMap<string, readonly string[]>;

/** Routes made from the Executors' endpoints. One wildcard: Executors may change while the gateway runs. */
export function addEndpointRoutes(app: FastifyInstance, table: EndpointTable, routes: readonly Route[], context: CallRouteContext): void {
  const fixed = methodsByPath(routes);
  app.route({
    method: ['GET', 'POST'],
    url: '/*',
    handler: (request, reply) => {
      const endpoint = table.get(pathOf(request.url));
      if (!endpoint) return respondUnknown(fixed, request, reply);
      if (request.method === 'HEAD') return respondNotAllowed(reply, methodsOf(endpoint, fixed));
      if (request.method === 'GET') {
        return endpoint.stream && !endpoint.write
          ? answerStream(request, reply, endpoint.name, context)
          : respondNotAllowed(reply, methodsOf(endpoint, fixed), noStream(endpoint));
      }
      if (endpoint.stream && wantsEvents(request)) return answerStream(request, reply, endpoint.name, context);
      return answerCall(request, reply, endpoint.shape, context);
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const endpoint = table.get(pathOf(request.url));
    if (endpoint) return respondNotAllowed(reply, methodsOf(endpoint, fixed));
    return respondUnknown(fixed, request, reply);
  });
}

/** For the `Allow` header. What answers GET answers HEAD too. */
function methodsByPath(routes: readonly Route[]): FixedRoutes {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) {
    if (/[:*]/.test(path)) continue;
    methods.set(path, [...(methods.get(path) ?? []), ...(method === 'GET' ? ['GET', 'HEAD'] : [method])]);
  }
  return methods;
}

/** What an endpoint's path answers, with the fixed routes that it shares the path with. */
function methodsOf({ path, stream, write }: FlowEndpoint, fixed: FixedRoutes): readonly string[] {
  return [...new Set([...(fixed.get(path) ?? []), ...(stream && !write ? ['GET', 'POST'] : ['POST'])])];
}

/** 405 where the path exists for other methods, else 404. */
function respondUnknown(fixed: FixedRoutes, request: FastifyRequest, reply: FastifyReply): void {
  const allowed = fixed.get(pathOf(request.url));
  if (allowed) respondNotAllowed(reply, allowed);
  else respondJson(reply, 404, { detail: 'Not Found' });
}

function respondNotAllowed(reply: FastifyReply, allowed: readonly string[], why = ''): void {
  respondJson(reply, 405, { detail: `Method Not Allowed${why}` }, { allow: allowed.join(', ') });
}

/** GET is how a stream is asked for. */
function noStream({ path, stream }: FlowEndpoint): string {
  if (stream) return `: ${path} writes, so it is not asked for by GET; POST its document with Accept: text/event-stream`;
  return `: ${path} is no generator, so it does not stream; POST its documents to ${path}`;
}

function wantsEvents(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('text/event-stream') ?? false;
}
