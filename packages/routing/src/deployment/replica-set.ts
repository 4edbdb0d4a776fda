import type { RuntimeError } from '@zedflow/core-protocol';
import type { Replica } from '@zedflow/runtime-api';
import type { CallToPlace, MayTake, PickPolicy } from './pick-policy.js';

/** The replicas of one Deployment, and which of them may be picked. Knows nothing of queues or retries. */
export class ReplicaSet {
  #replicas: readonly Replica[] = [];
  readonly #unsubscribes = new Map<Replica, () => void>();
  readonly #policy: PickPolicy;
  /** Kept free for calls that were overtaken too often. */
  readonly #held = new Set<Replica>();

  constructor(policy: PickPolicy) {
    this.#policy = policy;
  }

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
    this.#held.delete(replica);
    unsubscribe();
    this.#replicas = this.#replicas.filter((other) => other !== replica);
    return true;
  }

  clear(): void {
    for (const replica of this.#replicas) this.remove(replica);
  }

  /** Whether any replica could take a call at all, were it small enough. */
  get hasRoom(): boolean {
    for (const replica of this.#replicas) if (replica.canTake(0)) return true;
    return false;
  }

  /** The policy's choice among the replicas that are ready and have room; tried ones only when no other can take the call. */
  pick(call: CallToPlace): Replica | undefined {
    return this.#pickFrom(call, this.#isFree);
  }

  /** Keeps a ready replica free for a call that found no room until it does; others get none of its room until `letGo`. */
  hold(call: CallToPlace): Replica | undefined {
    const replica = this.#pickFrom(call, this.#mayBeHeld);
    if (replica !== undefined) this.#held.add(replica);
    return replica;
  }

  letGo(replica: Replica): void {
    this.#held.delete(replica);
  }

  #pickFrom(call: CallToPlace, mayTake: MayTake): Replica | undefined {
    const { tried } = call;
    if (tried.length === 0) return this.#policy.pick(this.#replicas, call, mayTake);
    const isFresh: MayTake = (replica) => !tried.includes(replica) && mayTake(replica, call);
    return this.#policy.pick(this.#replicas, call, isFresh) ?? this.#policy.pick(this.#replicas, call, mayTake);
  }

  readonly #isFree: MayTake = (replica, { payloadBytes }) =>
    (this.#held.size === 0 || !this.#held.has(replica)) && replica.canTake(payloadBytes);

  readonly #mayBeHeld: MayTake = (replica) => replica.isReady && !this.#held.has(replica);
}
