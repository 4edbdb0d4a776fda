import type { Replica } from '@zedflow/runtime-api';

/** One call that waits for a replica. */
export interface Waiter {
  readonly payloadBytes: number;
  readonly tried: readonly Replica[];
  /** Clock time at which it joined the line. */
  readonly sinceMs: number;
  /** Starts the call on the replica, at once: the replica's figures must be right for the next waiter. */
  readonly place: (replica: Replica) => void;
  readonly fail: (error: unknown) => void;
}

/** First in, first out, with cheap removal of one that gave up. */
export class WaitingLine {
  readonly #waiters = new Set<Waiter>();

  get length(): number {
    return this.#waiters.size;
  }

  get first(): Waiter | undefined {
    return this.#waiters.values().next().value;
  }

  join(waiter: Waiter): void {
    this.#waiters.add(waiter);
  }

  /** Whether it was still waiting. */
  leave(waiter: Waiter): boolean {
    return this.#waiters.delete(waiter);
  }
}
