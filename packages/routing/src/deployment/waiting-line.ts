import type { Replica } from '@zedflow/runtime-api';
import type { CallToPlace } from './pick-policy.js';
import type { ReplicaSet } from './replica-set.js';

/** So many calls may overtake one that finds no room; then a replica is kept free for it. */
export const MAX_OVERTAKEN = 64;

/** One call that waits for a replica. */
export interface Waiter extends CallToPlace {
  /** Clock time at which it joined the line. */
  readonly sinceMs: number;
  /** Clock time at which nobody waits for it any more; infinite without a deadline. */
  readonly deadlineMs: number;
  /** Starts the call on the replica, at once: the replica's figures must be right for the next waiter. */
  readonly place: (replica: Replica) => void;
  readonly fail: (error: unknown) => void;
  /** Calls that joined later and were placed earlier. */
  overtaken: number;
  /** The replica that is kept free for it. */
  held: Replica | undefined;
}

/** The calls of one key that found no room in one look along the line. */
interface Refused {
  readonly first: Waiter;
  /** Size of the smallest of them. */
  bytes: number;
}

/**
 * First in, first out, as far as there is room: a call that no replica has room for (a large one, or one that is tied to a busy replica)
 * lets others pass, but only so many; after that a replica is kept free until it fits.
 */
export class WaitingLine {
  readonly #set: ReplicaSet;
  readonly #waiters = new Set<Waiter>();

  constructor(set: ReplicaSet) {
    this.#set = set;
  }

  get length(): number {
    return this.#waiters.size;
  }

  get first(): Waiter | undefined {
    return this.#waiters.values().next().value;
  }

  /** In the order in which they joined. */
  [Symbol.iterator](): IterableIterator<Waiter> {
    return this.#waiters.values();
  }

  join(waiter: Waiter): void {
    this.#waiters.add(waiter);
  }

  /** Whether it was still waiting. */
  leave(waiter: Waiter): boolean {
    if (waiter.held !== undefined) this.#set.letGo(waiter.held);
    return this.#waiters.delete(waiter);
  }

  /** Places whoever finds room now. */
  letIn(): void {
    if (!this.#set.hasRoom) return;
    // Room only shrinks while the line is gone through: where one found none, no larger one of its key finds any.
    const refusedByKey = new Map<string | undefined, Refused>();
    for (const waiter of this.#waiters) {
      const refused = refusedByKey.get(waiter.key);
      if (refused !== undefined && waiter.payloadBytes >= refused.bytes) continue;
      const replica = this.#placeFor(waiter);
      if (replica !== undefined) {
        this.leave(waiter);
        waiter.place(replica);
        for (const { first } of refusedByKey.values()) first.overtaken++;
      } else if (refused !== undefined) {
        refused.bytes = waiter.payloadBytes;
      } else {
        if (!this.#set.hasRoom) return;
        refusedByKey.set(waiter.key, { first: waiter, bytes: waiter.payloadBytes });
        this.#holdFor(waiter);
      }
    }
  }

  #placeFor(waiter: Waiter): Replica | undefined {
    const { held, payloadBytes } = waiter;
    return held?.canTake(payloadBytes) ? held : this.#set.pick(waiter);
  }

  #holdFor(waiter: Waiter): void {
    if (waiter.overtaken < MAX_OVERTAKEN || waiter.held?.isReady) return;
    if (waiter.held !== undefined) this.#set.letGo(waiter.held);
    waiter.held = this.#set.hold(waiter);
  }
}
