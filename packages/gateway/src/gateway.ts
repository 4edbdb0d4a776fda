import { RuntimeError } from '@zedflow/core-protocol';
import { type LifeCycleState, NEXT_STATES, type Startable, type StopOptions } from '@zedflow/runtime-api';
import { createFrontService } from './calls/front-service.js';
import { type GatewayOptions, type ResolvedGatewayOptions, type ResolvedListener, resolveGatewayOptions } from './gateway-options.js';
import type { Listening } from './listening.js';

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

class ProtocolGateway implements Gateway {
  readonly #options: ResolvedGatewayOptions;
  #state: LifeCycleState = 'idle';
  #listening: readonly Listening[] = [];
  #stopping: Promise<void> | undefined;

  constructor(options: ResolvedGatewayOptions) {
    this.#options = options;
  }

  get state(): LifeCycleState {
    return this.#state;
  }

  get addresses(): readonly GatewayAddress[] {
    return this.#listening.map(({ protocol, host, port, address }) => ({ protocol, host, port, address }));
  }

  async start(options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    this.#enter('starting');
    const outcomes = await Promise.allSettled(this.#options.listeners.map((listener) => this.#listen(listener)));
    const opened = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed || options.signal?.aborted) {
      await Promise.all(opened.map((listening) => listening.stop({ graceMs: 0 })));
      this.#enter('failed');
      throw failed ? RuntimeError.from(failed.reason) : RuntimeError.from(options.signal?.reason, 'cancelled');
    }
    this.#listening = opened;
    this.#enter('ready');
    for (const { protocol, address } of opened) this.#options.logger.info('gateway listens', { protocol, address });
  }

  stop(options: StopOptions = {}): Promise<void> {
    this.#stopping ??= this.#stop(options.graceMs ?? this.#options.graceMs).finally(() => {
      this.#stopping = undefined;
    });
    return this.#stopping;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #stop(graceMs: number): Promise<void> {
    if (this.#state === 'stopped') return;
    if (this.#state !== 'ready') return this.#enter('stopped');
    this.#enter('draining');
    await Promise.all(this.#listening.map((listening) => listening.stop({ graceMs })));
    this.#listening = [];
    this.#enter('stopped');
  }

  async #listen(listener: ResolvedListener): Promise<Listening> {
    const service = createFrontService(this.#options, listener.protocol);
    switch (listener.protocol) {
      case 'grpc':
        return (await import('./grpc/listen-grpc.js')).listenGrpc(this.#options, listener, service);
      case 'http':
        return (await import('./http/listen-http.js')).listenHttp(this.#options, listener, service);
      case 'websocket':
        return (await import('./websocket/listen-websocket.js')).listenWebsocket(this.#options, listener, service);
    }
  }

  #enter(state: LifeCycleState): void {
    if (!NEXT_STATES[this.#state].includes(state)) throw new TypeError(`the gateway cannot become ${state} while it is ${this.#state}`);
    this.#state = state;
    this.#options.logger.debug('gateway changed state', { state });
  }
}
