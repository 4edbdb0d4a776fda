import {
  assertInteger,
  type CallService,
  type Clock,
  type FlowDescription,
  type Logger,
  type Metrics,
  NO_METRICS,
  SILENT_LOGGER,
  SYSTEM_CLOCK,
} from '@zedflow/runtime-api';
import { assertInterceptorOrder, type Interceptor } from './interceptors/interceptor.js';
import type { ExposedEndpoint } from './routes/exposed-routes.js';
import type { RoutePlugin } from './routes/route.js';

/** Certificate and key of a listener, as PEM. */
export interface GatewayTls {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
  /** Certificates that clients must be signed by; clients without one are then refused (mTLS). Default: none asked for. */
  readonly clientCa?: string | Buffer;
}

/** One port of a gateway. */
export interface GatewayListener {
  readonly protocol: 'grpc' | 'http' | 'websocket';
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Default 0 = any free one; `addresses` tells which. */
  readonly port?: number;
  readonly tls?: GatewayTls;
}

/** Options of {@link createGateway}. */
export interface GatewayOptions {
  /** Answers the calls: a graph's router as a rule. */
  readonly service: CallService;
  /** What the Flow serves. Asked again at most once a second, so that it may change. */
  readonly describe: () => FlowDescription;
  readonly listeners: readonly GatewayListener[];
  /** See every call on every protocol, in this order. Default: none. */
  readonly interceptors?: readonly Interceptor[];
  /** Generation of documents where a request does not tell, and of the discovery. Default `v2`. */
  readonly docarray?: 'v1' | 'v2';
  /** Largest request in bytes on every protocol, -1 = no limit. Default 100 MiB. */
  readonly maxMessageBytes?: number;
  /** Largest HTTP header in bytes, also of a WebSocket handshake. Default 16 KiB. */
  readonly maxHeaderBytes?: number;
  /** Documents of one request, not counting nested ones. Default 1,000,000. */
  readonly maxDocuments?: number;
  /** Calls of one connection that may be in flight, fewer while its answers are large; more are not read from it. Default 1,000. */
  readonly maxInFlight?: number;
  /**
   * Milliseconds after which a WebSocket client is closed (1008) when answers wait for it and nothing moves on its connection:
   * no byte taken, none read from it. Default 60,000.
   */
  readonly stallTimeoutMs?: number;
  /** Pages of any origin may call over HTTP and open WebSockets, without credentials. Default false: only those of this host. */
  readonly cors?: boolean;
  /** Origins whose pages may do so instead, with credentials: `https://app.example`. Default: none. */
  readonly allowedOrigins?: readonly string[];
  /** Title of the OpenAPI page. Default `My Jina Service` (Jina 3.34). */
  readonly title?: string;
  /** Text of the OpenAPI page. */
  readonly description?: string;
  /** No `/status`, `/dry_run` and `/post` over HTTP. Default false. */
  readonly noDebugEndpoints?: boolean;
  /** No `/index`, `/search`, `/update` and `/delete` beside the Executors' own endpoints. Default false. */
  readonly noCrudEndpoints?: boolean;
  /** Further HTTP routes: endpoint of the Flow to the route's path and methods. */
  readonly exposeEndpoints?: Readonly<Record<string, ExposedEndpoint>>;
  /** Further HTTP routes that are no endpoints of the Flow. Default: none. */
  readonly routes?: readonly RoutePlugin[];
  /** Calls that take longer are logged as slow; negative = none. Default -1. */
  readonly slowCallMs?: number;
  /** Deadline of calls that bring none; negative = none. Default -1. */
  readonly defaultTimeoutMs?: number;
  /** Stack traces of the gateway's own errors go to the client. Default false. */
  readonly exposeStacks?: boolean;
  /** Milliseconds that `stop` gives to what is in flight. Default 10,000. */
  readonly graceMs?: number;
  readonly clock?: Clock;
  readonly logger?: Logger;
  readonly metrics?: Metrics;
}

/** {@link GatewayOptions} with every default filled in. */
export type ResolvedGatewayOptions = Required<Omit<GatewayOptions, 'description' | 'listeners'>> & {
  readonly description: string;
  readonly listeners: readonly ResolvedListener[];
};

export type ResolvedListener = Required<Omit<GatewayListener, 'tls'>> & { readonly tls: GatewayTls | undefined };

const MAX_TIMER_MS = 2 ** 31 - 1;

/** Fills in the defaults. Throws a `RangeError` or `TypeError` that names the option. */
export function resolveGatewayOptions(options: GatewayOptions): ResolvedGatewayOptions {
  const resolved = {
    service: options.service,
    describe: options.describe,
    listeners: options.listeners.map(resolveListener),
    interceptors: options.interceptors ?? [],
    docarray: options.docarray ?? 'v2',
    maxMessageBytes: options.maxMessageBytes ?? 100 * 1024 * 1024,
    maxHeaderBytes: options.maxHeaderBytes ?? 16 * 1024,
    maxDocuments: options.maxDocuments ?? 1_000_000,
    maxInFlight: options.maxInFlight ?? 1_000,
    stallTimeoutMs: options.stallTimeoutMs ?? 60_000,
    cors: options.cors ?? false,
    allowedOrigins: options.allowedOrigins ?? [],
    title: options.title ?? 'My Jina Service',
    description: options.description ?? '',
    noDebugEndpoints: options.noDebugEndpoints ?? false,
    noCrudEndpoints: options.noCrudEndpoints ?? false,
    exposeEndpoints: options.exposeEndpoints ?? {},
    routes: options.routes ?? [],
    slowCallMs: options.slowCallMs ?? -1,
    defaultTimeoutMs: options.defaultTimeoutMs ?? -1,
    exposeStacks: options.exposeStacks ?? false,
    graceMs: options.graceMs ?? 10_000,
    clock: options.clock ?? SYSTEM_CLOCK,
    logger: options.logger ?? SILENT_LOGGER,
    metrics: options.metrics ?? NO_METRICS,
  } as const satisfies ResolvedGatewayOptions;
  if (resolved.listeners.length === 0) throw new TypeError('options.listeners must name at least one protocol');
  assertInterceptorOrder(resolved.interceptors);
  if (!['v1', 'v2'].includes(resolved.docarray)) throw new TypeError(`options.docarray must be 'v1' or 'v2', got '${resolved.docarray}'`);
  if (resolved.maxMessageBytes !== -1) assertInteger('maxMessageBytes', resolved.maxMessageBytes, 1, 2 ** 31 - 1);
  resolved.allowedOrigins.forEach(assertOrigin);
  assertInteger('maxHeaderBytes', resolved.maxHeaderBytes, 1024);
  assertInteger('maxDocuments', resolved.maxDocuments, 1);
  assertInteger('maxInFlight', resolved.maxInFlight, 1);
  assertInteger('stallTimeoutMs', resolved.stallTimeoutMs, 1, MAX_TIMER_MS);
  assertInteger('slowCallMs', resolved.slowCallMs, -1);
  assertInteger('defaultTimeoutMs', resolved.defaultTimeoutMs, -1, MAX_TIMER_MS);
  assertInteger('graceMs', resolved.graceMs, 0, MAX_TIMER_MS);
  return resolved;
}

function assertOrigin(origin: string, index: number): void {
  if (URL.canParse(origin) && new URL(origin).origin === origin) return;
  throw new TypeError(`options.allowedOrigins[${index}] must be an origin such as https://app.example, got '${origin}'`);
}

function resolveListener({ protocol, host, port, tls }: GatewayListener, index: number): ResolvedListener {
  if (!['grpc', 'http', 'websocket'].includes(protocol)) {
    throw new TypeError(`options.listeners[${index}].protocol must be 'grpc', 'http' or 'websocket', got '${protocol}'`);
  }
  assertInteger(`listeners[${index}].port`, port ?? 0, 0, 65_535);
  return { protocol, host: host ?? '127.0.0.1', port: port ?? 0, tls };
}
