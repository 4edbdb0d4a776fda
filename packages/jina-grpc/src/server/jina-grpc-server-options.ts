import {
  assertInteger,
  type CallService,
  type FlowDescription,
  type Logger,
  type PeaDescription,
  SILENT_LOGGER,
} from '@zedflow/runtime-api';
import type { DocarrayGeneration } from '../discovery/discovery-payload.js';

/** Certificate and key of a server, as PEM. */
export interface GrpcServerTls {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
  /** Certificates that clients must be signed by; clients without one are then refused (mTLS). Default: none asked for. */
  readonly clientCa?: string | Buffer;
}

interface CommonOptions {
  /** Answers the calls. */
  readonly service: CallService;
  /** Name of the Flow or Pea, for logs and errors. */
  readonly name: string;
  /** Address to listen on. Default `127.0.0.1`. */
  readonly host?: string;
  /** Default 0 = any free port; `port` tells which one. */
  readonly port?: number;
  readonly tls?: GrpcServerTls;
  /** Largest request in bytes, -1 = no limit. Default 100 MiB. Answers are not limited. */
  readonly maxMessageBytes?: number;
  /** Calls of one `Call` stream, and RPCs of one connection, that may be in flight. Default 1,000. */
  readonly maxInFlight?: number;
  /** Bytes of requests, and of answers not yet taken, that one `Call` stream may hold before it is read no further. Default 64 MiB. */
  readonly maxInFlightBytes?: number;
  /** Generation of discovery, and of answers where neither a request nor its connection has told one. Default `v2`. */
  readonly docarray?: DocarrayGeneration;
  /** Milliseconds that `stop` gives to what is in flight. Default 10,000. */
  readonly graceMs?: number;
  readonly logger?: Logger;
}

/** A server in front of a Flow. Jina 3.34: has `dry_run`, no `process_data`, sends no trailers. */
export interface GatewayServerOptions extends CommonOptions {
  readonly role: 'gateway';
  /** Asked at each discovery, so that it may change. */
  readonly describe: () => FlowDescription;
}

/** A server in front of one Executor. Jina 3.34: has `process_data`, no `dry_run`, marks error answers with a trailer. */
export interface WorkerServerOptions extends CommonOptions {
  readonly role: 'worker';
  /** Asked at each discovery, so that it may change. */
  readonly describe: () => PeaDescription;
}

/** Options of `createJinaGrpcServer`. */
export type JinaGrpcServerOptions = GatewayServerOptions | WorkerServerOptions;

/** {@link JinaGrpcServerOptions} with every default filled in. */
export type ResolvedJinaGrpcServerOptions = JinaGrpcServerOptions & Required<Omit<CommonOptions, 'tls'>>;

/** Fills in the defaults. Throws a `RangeError` for a number that makes no sense. */
export function resolveJinaGrpcServerOptions(options: JinaGrpcServerOptions): ResolvedJinaGrpcServerOptions {
  const resolved = {
    ...options,
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    maxMessageBytes: options.maxMessageBytes ?? 100 * 1024 * 1024,
    maxInFlight: options.maxInFlight ?? 1_000,
    maxInFlightBytes: options.maxInFlightBytes ?? 64 * 1024 * 1024,
    docarray: options.docarray ?? ('v2' as const),
    graceMs: options.graceMs ?? 10_000,
    logger: options.logger ?? SILENT_LOGGER,
  };
  assertInteger('port', resolved.port, 0, 65_535);
  assertInteger('maxInFlight', resolved.maxInFlight, 1);
  assertInteger('maxInFlightBytes', resolved.maxInFlightBytes, 1);
  assertInteger('graceMs', resolved.graceMs, 0);
  if (resolved.maxMessageBytes !== -1) assertInteger('maxMessageBytes', resolved.maxMessageBytes, 1, 2 ** 31 - 1);
  return resolved;
}
