import type { RuntimeError } from '@zedflow/core-protocol';
import type { Replica } from '@zedflow/runtime-api';

/** The replicas of one Deployment, and the choice among them. Knows nothing of calls, queues or retries. */
export class ReplicaSet {
  #replicas: readonly Replica[] = [];
  readonly #unsubscribes = new Map<Replica, () => void>();
  /** Where the last choice was made, so that ties take turns. */
  #turn = 0;

  get all(): readonly Replica[] {
    return this.#replicas;
  }

  get hasReady(): boolean {
    for (const replica of this.#replicas) if (replica.isReady) return true;
    return false;
  }

  /** Why no replica will become ready by itself: all of them are given up. */
  get failure(): RuntimeError | undefined {
    for (const replica of this.#replicas) if (replica.failure === undefined) return undefined;
    return this.#replicas[0]?.failure;
  }

  add(replica: Replica, onChange: () => void): void {
    if (this.#unsubscribes.has(replica)) throw new TypeError(`replica '${replica.name}' is in this Deployment already`);
    this.#replicas = [...this.#replicas, replica];
    this.#unsubscribes.set(replica, replica.subscribe(onChange));
  }

  /** Whether the replica was there. */
  remove(replica: Replica): boolean {
    const unsubscribe = this.#unsubscribes.get(replica);
    if (!unsubscribe) return false;
    this.#unsubscribes.delete(replica);
    unsubscribe();
    this.#replicas = this.#replicas.filter((other) => other !== replica);
    return true;
  }

  clear(): void {
    for (const replica of this.#replicas) this.remove(replica);
  }

  /** The replica with the fewest calls in flight that is ready and has room; `tried` ones only when no other can take the call. */
  pick(payloadBytes: number, tried: readonly Replica[]): Replica | undefined {
    const fresh = this.#pickFrom(payloadBytes, tried, false);
    return fresh ?? (tried.length > 0 ? this.#pickFrom(payloadBytes, tried, true) : undefined);
  }

  #pickFrom(payloadBytes: number, tried: readonly Replica[], wantTried: boolean): Replica | undefined {
    const replicas = this.#replicas;
    const count = replicas.length;
    let best: Replica | undefined;
    let bestIndex = 0;
    for (let step = 1; step <= count; step++) {
      const index = (this.#turn + step) % count;
      const replica = replicas[index] as Replica;
      if (tried.length > 0 && tried.includes(replica) !== wantTried) continue;
      if (best !== undefined && replica.inFlight >= best.inFlight) continue;
      if (!replica.canTake(payloadBytes)) continue;
      best = replica;
      bestIndex = index;
    }
    if (best !== undefined) this.#turn = bestIndex;
    return best;
  }
}
