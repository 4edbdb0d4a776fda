import type { AddressInfo } from 'node:net';
import { RuntimeError } from '@zedflow/core-protocol';
import { Activity, type Caller, type ProtocolServer, serverAddress } from '@zedflow/runtime-api';
import type { FastifyInstance } from 'fastify';
import type { ResolvedListener } from '../gateway-options.js';

/** A port that speaks HTTP, with what is under way on it: requests, and the connections that became WebSockets. */
export class WebPort implements ProtocolServer {
  readonly protocol: Caller['protocol'];
  readonly host: string;
  readonly activity = new Activity();
  readonly #app: FastifyInstance;
  readonly #isTls: boolean;
  #port: number;
  #closed: Promise<unknown> | undefined;

  constructor(app: FastifyInstance, { protocol, host, port, tls }: ResolvedListener) {
    this.#app = app;
    this.protocol = protocol;
    this.host = host;
    this.#port = port;
    this.#isTls = tls !== undefined;
    // Listeners of the server itself: a Fastify hook would cost each request more.
    app.server.on('request', (_request, response) => {
      const ongoing = { kill: () => void response.destroy() };
      this.activity.begin(ongoing);
      response.once('close', () => this.activity.end(ongoing));
    });
  }

  get port(): number {
    return this.#port;
  }

  get address(): string {
    return serverAddress(this.protocol, this.host, this.#port, this.#isTls);
  }

  async open(): Promise<void> {
    try {
      await this.#app.listen({ host: this.host, port: this.#port });
      this.#port = (this.#app.server.address() as AddressInfo).port;
    } catch (thrown) {
      await this.#app.close();
      // Loaded only now: it lives beside the links.
      const { listenError } = await import('@zedflow/links/internal');
      throw await listenError(thrown, { who: `the gateway (${this.protocol})`, host: this.host, port: this.#port });
    }
  }

  drain(graceMs: number): Promise<boolean> {
    this.#closed ??= Promise.resolve(this.#app.close());
    return this.activity.drain(graceMs);
  }

  async close(): Promise<void> {
    this.#closed ??= Promise.resolve(this.#app.close());
    this.activity.kill(new RuntimeError('runtime_draining', 'the gateway has stopped'));
    this.#app.server.closeAllConnections();
    await this.#closed;
  }
}
