import { Server, ServerCredentials } from '@grpc/grpc-js';
import { RuntimeError } from '@zedflow/core-protocol';
import { checkListen, listenError } from '@zedflow/links/internal';
import { Activity, type ProtocolServer, serverAddress } from '@zedflow/runtime-api';
import { clearRefusals } from './clear-refusals.js';
import { GenerationMemory } from './generation-memory.js';
import { HEALTH_DEFINITION, HealthService } from './health-service.js';
import type { GrpcServerTls, ResolvedJinaGrpcServerOptions } from './jina-grpc-server-options.js';
import { jinaServices } from './jina-services.js';
import { REFLECTION_DEFINITION, REFLECTION_IMPLEMENTATION } from './reflection-service.js';

/** Milliseconds for connections to take the last answers before they are cut. */
const FLUSH_MS = 200;

/** Jina's gRPC on one port, with the health and reflection services beside it. */
export class GrpcPort implements ProtocolServer {
  readonly protocol = 'grpc';
  readonly #options: ResolvedJinaGrpcServerOptions;
  readonly #activity = new Activity();
  readonly #health = new HealthService();
  readonly #server: Server;
  #boundPort: number | undefined;

  constructor(options: ResolvedJinaGrpcServerOptions) {
    this.#options = options;
    this.#server = this.#createServer();
  }

  get host(): string {
    return this.#options.host;
  }

  get port(): number {
    return this.#boundPort ?? this.#options.port;
  }

  get address(): string {
    return serverAddress('grpc', this.host, this.port, this.#options.tls !== undefined);
  }

  async open(): Promise<void> {
    try {
      this.#boundPort = await bindPort(this.#server, this.#options);
    } catch (thrown) {
      this.#server.forceShutdown();
      throw thrown;
    }
    this.#health.set('SERVING');
    this.#options.logger.debug('gRPC server listens', { address: this.address, name: this.#options.name });
  }

  drain(graceMs: number): Promise<boolean> {
    this.#health.set('NOT_SERVING');
    return this.#activity.drain(graceMs);
  }

  async close(): Promise<void> {
    this.#activity.kill(stoppedError());
    this.#health.close();
    await flushed(this.#server);
    this.#server.forceShutdown();
  }

  #createServer(): Server {
    const { maxMessageBytes, maxInFlight, maxInFlightBytes, docarray, service, role, logger } = this.#options;
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
    server.bindAsync(`${host.includes(':') ? `[${host}]` : host}:${port}`, credentialsOf(tls), (error, boundPort) => {
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

function stoppedError(): RuntimeError {
  return new RuntimeError('runtime_draining', 'this server has stopped; the call was not done within its grace and was ended', {
    details: { started: true },
  });
}

function flushed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, FLUSH_MS);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
