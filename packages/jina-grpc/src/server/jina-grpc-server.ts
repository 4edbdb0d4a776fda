import { Server, ServerCredentials } from '@grpc/grpc-js';
import { RuntimeError } from '@zedflow/core-protocol';
import { checkListen, listenError } from '@zedflow/links/internal';
import { type Startable, StartableBase } from '@zedflow/runtime-api';
import { Activity } from './activity.js';
import { clearRefusals } from './clear-refusals.js';
import { GenerationMemory } from './generation-memory.js';
import { HEALTH_DEFINITION, HealthService } from './health-service.js';
import {
  type GrpcServerTls,
  type JinaGrpcServerOptions,
  type ResolvedJinaGrpcServerOptions,
  resolveJinaGrpcServerOptions,
} from './jina-grpc-server-options.js';
import { jinaServices } from './jina-services.js';
import { REFLECTION_DEFINITION, REFLECTION_IMPLEMENTATION } from './reflection-service.js';

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
  #server: Server | undefined;
  #activity = new Activity();
  #health = new HealthService();
  #boundPort: number | undefined;

  constructor(options: ResolvedJinaGrpcServerOptions) {
    super(`the gRPC server ${options.name}`, options.graceMs);
    this.#options = options;
  }

  get port(): number {
    return this.#boundPort ?? this.#options.port;
  }

  get address(): string {
    return `${this.#options.tls === undefined ? 'grpc' : 'grpcs'}://${hostInUrl(this.#options.host)}:${this.port}`;
  }

  protected override async open(signal: AbortSignal | undefined): Promise<void> {
    const server = this.#createServer();
    try {
      this.#boundPort = await bindPort(server, this.#options);
      if (signal?.aborted) throw RuntimeError.from(signal.reason, 'cancelled');
    } catch (thrown) {
      server.forceShutdown();
      this.#boundPort = undefined;
      throw thrown;
    }
    this.#server = server;
    this.#health.set('SERVING');
    this.#options.logger.debug('gRPC server listens', { address: this.address, name: this.#options.name });
  }

  protected override async close(graceMs: number): Promise<void> {
    this.#health.set('NOT_SERVING');
    const isDrained = await within(graceMs, this.#activity.drain());
    if (!isDrained) {
      this.#options.logger.warn('gRPC server ends calls by force', { address: this.address, graceMs });
      this.#activity.kill(stoppedError(graceMs));
    }
    this.#health.close();
    await shutDown(this.#server as Server);
    this.#server = undefined;
  }

  #createServer(): Server {
    const { maxMessageBytes, maxInFlight, maxInFlightBytes, docarray, service, role, logger } = this.#options;
    this.#activity = new Activity();
    this.#health = new HealthService();
    const server = new Server({
      'grpc.max_receive_message_length': maxMessageBytes,
      'grpc.max_send_message_length': -1,
      'grpc.max_concurrent_streams': maxInFlight,
      // Two listeners on one port would take each other's calls without anyone noticing.
      'grpc.so_reuseport': 0,
      // Node's cap of 10 MB per connection ends streams with ENHANCE_YOUR_CALM while large messages wait.
      'grpc-node.max_session_memory': Number.MAX_SAFE_INTEGER,
      interceptors: [clearRefusals(maxMessageBytes)],
    });
    const generations = new GenerationMemory(`jina/${docarray}`);
    const context = { service, role, logger, activity: this.#activity, generations, maxInFlight, maxInFlightBytes };
    for (const { definition, implementation } of jinaServices(this.#options, context)) server.addService(definition, implementation);
    server.addService(HEALTH_DEFINITION, this.#health.implementation);
    server.addService(REFLECTION_DEFINITION, REFLECTION_IMPLEMENTATION);
    return server;
  }
}

async function bindPort(server: Server, options: ResolvedJinaGrpcServerOptions): Promise<number> {
  const { host, port, tls, name } = options;
  await checkListen(host, port).catch(async (cause: Error) => {
    throw await listenError(cause, { who: name, host, port });
  });
  return new Promise((resolve, reject) => {
    server.bindAsync(`${hostInUrl(host)}:${port}`, credentialsOf(tls), (error, boundPort) => {
      if (error === null) resolve(boundPort);
      else listenError(error, { who: name, host, port }).then(reject, reject);
    });
  });
}

function credentialsOf(tls: GrpcServerTls | undefined): ServerCredentials {
  if (tls === undefined) return ServerCredentials.createInsecure();
  const pair = { cert_chain: Buffer.from(tls.cert), private_key: Buffer.from(tls.key) };
  const clientCa = tls.clientCa === undefined ? null : Buffer.from(tls.clientCa);
  return ServerCredentials.createSsl(clientCa, [pair], clientCa !== null);
}

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** Whether `done` came within the time. */
function within(ms: number, done: Promise<void>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    void done.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

function stoppedError(graceMs: number): RuntimeError {
  return new RuntimeError('runtime_draining', `this server has stopped; the call was not done within ${graceMs} ms and was ended`, {
    details: { started: true },
  });
}

/** Milliseconds for connections to take the last answers before they are cut. */
const FLUSH_MS = 200;

async function shutDown(server: Server): Promise<void> {
  await within(FLUSH_MS, new Promise((resolve) => server.tryShutdown(() => resolve())));
  server.forceShutdown();
}
