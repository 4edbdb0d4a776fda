import { RuntimeError } from '@zedflow/core-protocol';
import type { CallService } from '@zedflow/runtime-api';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { ResolvedGatewayOptions, ResolvedListener } from '../gateway-options.js';
import { answerUnreadable } from './answer-unreadable.js';
import { answerCall, answerStream, type CallRouteContext } from './call-route.js';
import { dryRun } from './debug-routes.js';
import { docsPage } from './docs-page.js';
import { EndpointTable, type FlowEndpoint } from './endpoint-table.js';
import { respondFailure } from './error-response.js';
import { type ExposedRoute, resolveExposedEndpoints } from './exposed-endpoints.js';
import { describeOpenApi } from './openapi/openapi.js';
import { statusJson } from './reply-json.js';
import { respond, respondJson } from './respond.js';

export type HttpAppOptions = Omit<ResolvedGatewayOptions, 'service' | 'listeners'> & {
  readonly service: CallService;
  readonly tls: ResolvedListener['tls'];
};

/** Longest that a readiness check waits for the Flow. */
export const DRY_RUN_MS = 10_000;

/** Silence after which the system asks whether a connection's other end is still there. */
const KEEP_ALIVE_PROBE_MS = 60_000;

/** Time for a client to send its whole request. */
const REQUEST_MS = 300_000;

const CRUD_ROUTES = [
  { method: 'POST', path: '/index' },
  { method: 'POST', path: '/search' },
  { method: 'PUT', path: '/update' },
  { method: 'DELETE', path: '/delete' },
] as const;

/** Methods of each path that is not made from an endpoint. */
type FixedRoutes = ReadonlyMap<string, readonly string[]>;

const KNOWN_METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const;

/** Makes a Fastify instance with what HTTP and WebSocket listeners have in common: limits, TLS, errors in one form. */
export async function createBareApp(options: HttpAppOptions): Promise<FastifyInstance> {
  const { tls, maxMessageBytes, maxHeaderBytes, exposeStacks } = options;
  // Without keep-alive probes a peer whose machine died would be held for ever.
  const server = { maxHeaderSize: maxHeaderBytes, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_PROBE_MS };
  const app = Fastify({
    logger: false,
    bodyLimit: maxMessageBytes === -1 ? Number.MAX_SAFE_INTEGER : maxMessageBytes,
    requestTimeout: REQUEST_MS,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      respondFailure(reply, RuntimeError.from(error, 'invalid_argument'), { requestId: '', endpoint: '', exposeStacks });
    },
    routerOptions: { ignoreTrailingSlash: true },
    ...(tls ? { https: { ...server, ...httpsOptions(tls) } } : { http: server }),
  } as Parameters<typeof Fastify>[0]) as unknown as FastifyInstance;
  // Jina's clients send the document of a stream as the body of a GET.
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true });
  app.addHttpMethod('DELETE', { hasBody: true, overrideExisting: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(/^application\/(?:.+\+)?json/i, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    // A socket that is closed while its client still writes takes the answer with it (EPIPE): the rest is read and thrown away.
    reply.removeHeader('connection');
    request.raw.resume();
    respondFailure(reply, fromFastify(error, maxMessageBytes), { requestId: '', endpoint: '', exposeStacks });
  });
  return app;
}

/** `GET /`: answers while the gateway runs (Jina 3.34). */
export function answerHealth(_request: FastifyRequest, reply: FastifyReply): void {
  respond(reply, 200, {}, ['{}']);
}

/** The HTTP side of a gateway, without a port: every route of Jina's v1 and v2 gateways. */
export async function createHttpApp(options: HttpAppOptions): Promise<FastifyInstance> {
  const app = await createBareApp(options);
  const { service, clock, cors, noDebugEndpoints, noCrudEndpoints } = options;
  if (cors) {
    const { default: corsPlugin } = await import('@fastify/cors');
    await app.register(corsPlugin, {
      origin: true,
      credentials: true,
      methods: [...KNOWN_METHODS],
      exposedHeaders: ['server-timing', 'x-request-id'],
    });
  }
  const table = new EndpointTable(options.describe, clock);
  const exposed = resolveExposedEndpoints(options.exposeEndpoints);
  const context: CallRouteContext = {
    service,
    exposeStacks: options.exposeStacks,
    now: () => clock.now(),
    docarray: options.docarray,
  };

  const fixed = watchRoutes(app);
  app.get('/', answerHealth);
  addDebugRoutes(app, options);
  if (!noDebugEndpoints) app.post('/post', (request, reply) => answerCall(request, reply, { generation: 'v1' }, context));
  if (!noCrudEndpoints) {
    for (const { method, path } of CRUD_ROUTES) {
      const shape = { endpoint: path, generation: 'v1' } as const;
      app.route({ method, url: path, handler: (request, reply) => answerCall(request, reply, shape, context) });
    }
  }
  for (const route of exposed) addExposedRoute(app, route, context);
  app.get('/openapi.json', (_request, reply) => respondJson(reply, 200, describeOpenApi(options, table.all(), exposed)));
  docsPage(app, options.title);
  addEndpointRoutes(app, table, fixed, context);
  return app;
}

/** What answers a WebSocket on a path of its own, beside plain HTTP. */
export type SocketHandler = (socket: WebSocket, request: FastifyRequest) => void;

/** `/dry_run` and `/status`; the WebSocket listener has them too. */
export function addDebugRoutes(app: FastifyInstance, options: HttpAppOptions, onDryRunSocket?: SocketHandler): void {
  if (options.noDebugEndpoints) return;
  const answerDryRun = async (_request: FastifyRequest, reply: FastifyReply) => {
    const status = await dryRun(options.service, undefined, options.clock.now() + DRY_RUN_MS);
    respond(reply, 200, {}, [statusJson(status)]);
  };
  app.route({ method: 'GET', url: '/dry_run', handler: answerDryRun, ...(onDryRunSocket && { wsHandler: onDryRunSocket }) });
  app.get('/status', async (_request, reply) => {
    // Not before somebody asks: it lives beside the gRPC server.
    const { describeJinaInfo } = await import('@zedflow/jina-grpc');
    respondJson(reply, 200, describeJinaInfo(options.docarray));
  });
}

function addExposedRoute(app: FastifyInstance, route: ExposedRoute, context: CallRouteContext): void {
  const shape = { endpoint: route.endpoint, generation: 'v1' } as const;
  app.route({
    method: [...route.methods] as 'POST'[],
    url: route.path,
    handler: (request, reply) => answerCall(request, reply, shape, context, route.statusCode),
  });
}

/** Routes made from the Executors' endpoints. One wildcard: Executors may change while the gateway runs. */
function addEndpointRoutes(app: FastifyInstance, table: EndpointTable, fixed: FixedRoutes, context: CallRouteContext): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/*',
    handler: (request, reply) => {
      const endpoint = table.get(pathOf(request.url));
      if (!endpoint) return respondUnknown(fixed, request, reply);
      if (request.method === 'HEAD') return respondNotAllowed(reply, methodsOf(endpoint, fixed));
      if (request.method === 'GET') {
        return endpoint.stream
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

/** What an endpoint's path answers, with the fixed routes that it shares the path with. */
function methodsOf({ path, stream }: FlowEndpoint, fixed: FixedRoutes): readonly string[] {
  return [...new Set([...(fixed.get(path) ?? []), ...(stream ? ['GET', 'POST'] : ['POST'])])];
}

/** 405 where the path exists for other methods, else 404. */
function respondUnknown(fixed: FixedRoutes, request: FastifyRequest, reply: FastifyReply): void {
  const allowed = fixed.get(pathOf(request.url));
  if (allowed) respondNotAllowed(reply, allowed);
  else respondJson(reply, 404, { detail: 'Not Found' });
}

/** Collects the routes that are added from now on, for the `Allow` header. */
function watchRoutes(app: FastifyInstance): FixedRoutes {
  const routes = new Map<string, string[]>();
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return;
    routes.set(url, [...(routes.get(url) ?? []), ...[method].flat()]);
  });
  return routes;
}

function respondNotAllowed(reply: FastifyReply, allowed: readonly string[], why = ''): void {
  respondJson(reply, 405, { detail: `Method Not Allowed${why}` }, { allow: allowed.join(', ') });
}

/** GET is how a stream is asked for. */
function noStream({ path }: FlowEndpoint): string {
  return `: ${path} is no generator, so it does not stream; POST its documents to ${path}`;
}

function wantsEvents(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('text/event-stream') ?? false;
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  const path = query === -1 ? url : url.slice(0, query);
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function fromFastify(error: Error & { statusCode?: number; code?: string }, maxMessageBytes: number): RuntimeError {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new RuntimeError('protocol_message_too_large', `the request is larger than max_message_bytes (${maxMessageBytes})`, {
      details: { maxMessageBytes },
    });
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new RuntimeError('protocol_content_unsupported', 'send the body as JSON, with the header Content-Type: application/json');
  }
  const status = error.statusCode ?? 500;
  return RuntimeError.from(error, status >= 400 && status < 500 ? 'invalid_argument' : 'internal');
}

function httpsOptions({ cert, key, clientCa }: NonNullable<ResolvedListener['tls']>) {
  return { cert, key, ...(clientCa && { ca: clientCa, requestCert: true, rejectUnauthorized: true }) };
}
