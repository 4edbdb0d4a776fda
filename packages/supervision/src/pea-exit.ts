import type { PeaExit } from '@zedflow/runtime-api';
import type { IncarnationEnd } from './incarnation.js';

/** The end of an incarnation as events tell it. */
export function peaExit(end: IncarnationEnd, reason: PeaExit['reason'], durationMs: number, forced: boolean): PeaExit {
  return {
    reason,
    durationMs: Math.round(durationMs),
    forced,
    ...(end.exitCode === undefined ? {} : { exitCode: end.exitCode }),
    ...(end.signal === undefined ? {} : { signal: end.signal }),
  };
}
