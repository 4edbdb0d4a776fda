import { type Logger, SILENT_LOGGER } from '@zedflow/runtime-api';

/** TLS of a dialled connection, as PEM. */
export interface GrpcClientTls {
  /** Certificates that the server must be signed by. Default: the system's. */
  readonly ca?: string | Buffer;
  /** Own certificate and key, for servers that ask for one. */
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  /** Name in the server's certificate, when it is not the host of the address. */
  readonly serverName?: string;
}

/** Options of `connectGrpc`. */
export interface GrpcLinkOptions {
  /** Name of the replica. Default: the address. */
  readonly name?: string;
  /** Certificates. TLS itself is asked for by a `grpcs://` address, or by giving this. */
  readonly tls?: GrpcClientTls;
  /** Metadata of every call to this peer (Jina's `grpc_metadata`). Names in lower case. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Milliseconds for one answer of the peer (Jina's `timeout_send`). Default: only the caller's own deadline. */
  readonly timeoutSendMs?: number;
  /** Milliseconds for discovery and info. Default 5,000. */
  readonly timeoutCtrlMs?: number;
  /** Calls that may wait at this peer. Default 1,000. */
  readonly maxInFlight?: number;
  /** Payload bytes that may wait at this peer. Default 256 MiB. */
  readonly maxInFlightBytes?: number;
  /** Largest message in either direction in bytes, -1 = no limit. Default 100 MiB. */
  readonly maxMessageBytes?: number;
  /** Generation of the peer's documents. Default: as its info and schemas tell, else `v2`. */
  readonly docarray?: 'v1' | 'v2';
  /** Milliseconds between keep-alive pings, also without calls. Default 9,999, as Jina 3.34. */
  readonly keepaliveMs?: number;
  /** Milliseconds that a ping's answer may take before the connection counts as lost. Default 4,999, as Jina 3.34. */
  readonly keepaliveTimeoutMs?: number;
  /** Longest pause between two attempts to connect again, in milliseconds. Default 2,000. */
  readonly maxReconnectMs?: number;
  readonly logger?: Logger;
}

/** {@link GrpcLinkOptions} with every default filled in. */
export type ResolvedGrpcLinkOptions = GrpcLinkOptions & Required<Omit<GrpcLinkOptions, 'tls' | 'timeoutSendMs' | 'docarray'>>;

/** Fills in the defaults. Throws a `RangeError` for a number that makes no sense. */
export function resolveGrpcLinkOptions(address: string, options: GrpcLinkOptions): ResolvedGrpcLinkOptions {
  const resolved = {
    ...options,
    name: options.name ?? address,
    metadata: options.metadata ?? {},
    timeoutCtrlMs: options.timeoutCtrlMs ?? 5_000,
    maxInFlight: options.maxInFlight ?? 1_000,
    maxInFlightBytes: options.maxInFlightBytes ?? 256 * 1024 * 1024,
    maxMessageBytes: options.maxMessageBytes ?? 100 * 1024 * 1024,
    keepaliveMs: options.keepaliveMs ?? 9_999,
    keepaliveTimeoutMs: options.keepaliveTimeoutMs ?? 4_999,
    maxReconnectMs: options.maxReconnectMs ?? 2_000,
    logger: options.logger ?? SILENT_LOGGER,
  };
  const { timeoutSendMs = 1, timeoutCtrlMs, maxInFlight, maxInFlightBytes, keepaliveMs, keepaliveTimeoutMs, maxReconnectMs } = resolved;
  const counts = { timeoutSendMs, timeoutCtrlMs, maxInFlight, maxInFlightBytes, keepaliveMs, keepaliveTimeoutMs, maxReconnectMs };
  for (const [name, value] of Object.entries(counts)) {
    if (!(value >= 1)) throw new RangeError(`options.${name} must be at least 1, got ${value}`);
  }
  return resolved;
}
