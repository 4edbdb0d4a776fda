import type { Replica } from '@zedflow/runtime-api';
import type { CallToPlace, MayTake, PickPolicy } from './pick-policy.js';

/** The replica with the fewest calls in flight; equally loaded ones take turns. */
export class LeastLoaded implements PickPolicy {
  /** Where the last choice was made. */
  #turn = 0;

  pick(replicas: readonly Replica[], call: CallToPlace, mayTake: MayTake): Replica | undefined {
    const count = replicas.length;
    let best: Replica | undefined;
    let bestIndex = 0;
    for (let step = 1; step <= count; step++) {
      const index = (this.#turn + step) % count;
      const replica = replicas[index] as Replica;
      if (best !== undefined && replica.inFlight >= best.inFlight) continue;
      if (!mayTake(replica, call)) continue;
      best = replica;
      bestIndex = index;
    }
    if (best !== undefined) this.#turn = bestIndex;
    return best;
  }
}
