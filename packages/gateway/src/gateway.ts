import { RuntimeError } from '@zedflow/core-protocol';
import { type ProtocolServer, type Startable, StartableBase, stopServers } from '@zedflow/runtime-api';
import { createFrontService } from './calls/front-service.js';
import { type GatewayOptions, type ResolvedGatewayOptions, type ResolvedListener, resolveGatewayOptions } from './gateway-options.js';
import { PROTOCOLS } from './protocols.js';

/** One open port, as the outside reaches it. */
export interface GatewayAddress {
  readonly protocol: 'grpc' | 'http' | 'websocket';
  readonly host: string;
  /** The real port, also where the option was 0. */
  readonly port: number;
  /** `grpc://`, `http://` or `ws://` (`s` with TLS), host and port. */
  readonly address: string;
}

/** The protocol servers of a Flow. `start` opens the ports, `stop` drains and closes them. */
export interface Gateway extends Startable {
  /** The open ports in the order of the listeners; empty unless started. */
  readonly addresses: readonly GatewayAddress[];
}

/**
 * Makes a gateway: any number of gRPC, HTTP and WebSocket ports in front of one `CallService`, in the wire of Jina 3.34.
 *
 * `start` opens all ports or none; it rejects with `gateway_port_in_use` for a port that is taken. `stop` takes no new call,
 * gives `graceMs` to what is in flight, then ends it. Servers load when a listener needs them: a gRPC gateway loads no Fastify.
 * Throws `TypeError` or `RangeError` for options that make no sense.
 */
export function createGateway(options: GatewayOptions): Gateway {
  return new ProtocolGateway(resolveGatewayOptions(options));
}

class ProtocolGateway extends StartableBase implements Gateway {
  readonly #options: ResolvedGatewayOptions;
  #servers: readonly ProtocolServer[] = [];

  constructor(options: ResolvedGatewayOptions) {
    super('the gateway', options.graceMs);
    this.#options = options;
  }

  get addresses(): readonly GatewayAddress[] {
    return this.#servers.map(({ protocol, host, port, address }) => ({ protocol, host, port, address }));
  }

  protected override async open(signal: AbortSignal | undefined): Promise<void> {
    const outcomes = await Promise.allSettled(this.#options.listeners.map((listener) => this.#open(listener)));
    const opened = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed || signal?.aborted) {
      await stopServers(opened, 0, this.#options.logger);
      throw failed ? RuntimeError.from(failed.reason) : RuntimeError.from(signal?.reason, 'cancelled');
    }
    this.#servers = opened;
    for (const { protocol, address } of opened) this.#options.logger.info('gateway listens', { protocol, address });
  }

  protected override async close(graceMs: number): Promise<void> {
    await stopServers(this.#servers, graceMs, this.#options.logger);
    this.#servers = [];
  }

  async #open(listener: ResolvedListener): Promise<ProtocolServer> {
    const create = await PROTOCOLS[listener.protocol]();
    const server = await create(this.#options, listener, createFrontService(this.#options, listener.protocol));
    await server.open();
    return server;
  }
}
