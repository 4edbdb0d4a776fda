import { RuntimeError } from '@zedflow/core-protocol';
import { type Startable, StartableBase, serverAddress, stopServers } from '@zedflow/runtime-api';
import { GrpcPort } from './grpc-port.js';
import {
  type JinaGrpcServerOptions,
  type ResolvedJinaGrpcServerOptions,
  resolveJinaGrpcServerOptions,
} from './jina-grpc-server-options.js';

/** A gRPC listener in Jina's wire. `start` opens the port, `stop` drains and closes it; it can be started again. */
export interface JinaGrpcServer extends Startable {
  /** `grpc://host:port` (`grpcs://` with TLS), with the real port once started. */
  readonly address: string;
  /** The port that it listens on; before `start` the one of the options. */
  readonly port: number;
}

/**
 * Makes a gRPC server in the wire of Jina 3.34, in front of any `CallService`.
 *
 * `start` rejects with `gateway_port_in_use` when the port is taken. `stop` turns health to NOT_SERVING, refuses new calls
 * with `runtime_draining`, waits `graceMs` for what is in flight, then ends it by force.
 * Throws a `RangeError` for options that make no sense.
 */
export function createJinaGrpcServer(options: JinaGrpcServerOptions): JinaGrpcServer {
  return new GrpcListener(resolveJinaGrpcServerOptions(options));
}

class GrpcListener extends StartableBase implements JinaGrpcServer {
  readonly #options: ResolvedJinaGrpcServerOptions;
  #opened: GrpcPort | undefined;

  constructor(options: ResolvedJinaGrpcServerOptions) {
    super(`the gRPC server ${options.name}`, options.graceMs);
    this.#options = options;
  }

  get port(): number {
    return this.#opened?.port ?? this.#options.port;
  }

  get address(): string {
    return serverAddress('grpc', this.#options.host, this.port, this.#options.tls !== undefined);
  }

  protected override async open(signal: AbortSignal | undefined): Promise<void> {
    this.#opened = undefined;
    const port = new GrpcPort(this.#options);
    await port.open();
    if (signal?.aborted) {
      await port.close();
      throw RuntimeError.from(signal.reason, 'cancelled');
    }
    this.#opened = port;
  }

  protected override async close(graceMs: number): Promise<void> {
    await stopServers([this.#opened as GrpcPort], graceMs, this.#options.logger);
  }
}
