import type { Message } from '@zedflow/core-protocol';
import type { Replica } from '@zedflow/runtime-api';

/** What is known of a call when a replica is picked for it. */
export interface CallToPlace {
  readonly payloadBytes: number;
  /** What the policy's `keyOf` found in the call. */
  readonly key: string | undefined;
  /** Replicas that failed this call before. */
  readonly tried: readonly Replica[];
}

/** Whether a replica may get the call at all: it is ready, has room, is not kept free for another one, was not tried in vain. */
export type MayTake = (replica: Replica, call: CallToPlace) => boolean;

/**
 * The rule by which a Deployment's router picks among its replicas. One object serves one router and may keep state; it is asked for
 * every call, so it must neither throw nor wait.
 */
export interface PickPolicy {
  /** The key of a call, for policies that tie calls to replicas. Calls of another key may overtake one that waits for its replica. */
  keyOf?(request: Message): string | undefined;
  /** One of `replicas` (all of them, in the order in which they were added) that `mayTake`; undefined = the call has to wait. */
  pick(replicas: readonly Replica[], call: CallToPlace, mayTake: MayTake): Replica | undefined;
}
