import type { Clock } from '@zedflow/runtime-api';
import type { Rung } from '../incarnation.js';

export interface LadderResult {
  /** The rung that was tried last. */
  readonly rung: string;
  /** The last rung, force, was needed. */
  readonly forced: boolean;
  /** False when even force did not end it in time. */
  readonly ended: boolean;
}

/** Climbs from the polite rung to force; each has `rungMs` to bring the end about. */
export async function runStopLadder(
  rungs: readonly [Rung, ...Rung[]],
  ended: Promise<unknown>,
  rungMs: number,
  clock: Clock,
): Promise<LadderResult> {
  const last = rungs.length - 1;
  for (const [index, rung] of rungs.entries()) {
    rung.run();
    if (await endsWithin(ended, rungMs, clock)) return { rung: rung.name, forced: index === last, ended: true };
  }
  return { rung: rungs[last]?.name ?? '', forced: true, ended: false };
}

/** Whether `ended` settles within `delayMs`. */
export function endsWithin(ended: Promise<unknown>, delayMs: number, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const callOff = clock.after(delayMs, () => resolve(false));
    void ended.finally(() => {
      callOff();
      resolve(true);
    });
  });
}
