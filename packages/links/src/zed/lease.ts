import type { Clock } from '@zedflow/runtime-api';

/** How often a Pea's main thread says that it lives. */
export const HEARTBEAT_MS = 100;
/** Heartbeats missed in a row after which the process is looked at. */
export const MISSED_BEATS = 5;
/** Heartbeats missed in a row after which the Pea is lost although its process exists (stopped, or starved of CPU). */
export const MISSED_BEATS_ALIVE = 100;

/** Options of {@link Lease}. */
export interface LeaseOptions {
  readonly clock: Clock;
  readonly isProcessAlive: () => boolean;
  readonly onLost: (silentMs: number) => void;
}

/**
 * Counts heartbeats that did not come. It counts its own ticks, not time: when this process itself was held up,
 * one tick passes and the heartbeats that wait in the socket are read before the next.
 */
export class Lease {
  readonly #options: LeaseOptions;
  #missed = 0;
  #cancel: (() => void) | undefined;

  constructor(options: LeaseOptions) {
    this.#options = options;
  }

  start(): void {
    this.#cancel = this.#options.clock.after(HEARTBEAT_MS, this.#tick);
  }

  renew(): void {
    this.#missed = 0;
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  readonly #tick = (): void => {
    this.#missed++;
    const lost = this.#missed >= MISSED_BEATS_ALIVE || (this.#missed >= MISSED_BEATS && !this.#options.isProcessAlive());
    if (lost) this.#options.onLost(this.#missed * HEARTBEAT_MS);
    else this.start();
  };
}
