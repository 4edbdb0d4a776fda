import type { PeaSpec } from '@zedflow/runtime-api';

/** What one router may have in flight at a Pea. */
export interface Credits {
  readonly calls: number;
  readonly bytes: number;
}

/** The share of one of `routers`, so that all together keep to what the Pea can take. */
export function creditShare(
  { maxInFlight, maxInFlightBytes }: Pick<PeaSpec, 'maxInFlight' | 'maxInFlightBytes'>,
  routers: number,
): Credits {
  return { calls: Math.max(1, Math.floor(maxInFlight / routers)), bytes: Math.max(1, Math.floor(maxInFlightBytes / routers)) };
}
