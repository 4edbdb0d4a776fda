import type { FastifyInstance } from 'fastify';

/** Counts the requests that a server answers, so that a stop can wait for them. */
export class InFlight {
  #count = 0;
  #onIdle: (() => void) | undefined;

  constructor(app: FastifyInstance) {
    // Listeners of the server itself: a Fastify hook would cost each request more.
    app.server.on('request', (_request, response) => {
      this.#count++;
      response.once('close', () => {
        this.#count--;
        if (this.#count === 0) this.#onIdle?.();
      });
    });
  }

  /** Whether everything ended within the time. */
  drain(graceMs: number): Promise<boolean> {
    if (this.#count === 0) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), graceMs);
      this.#onIdle = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }
}
