import type { Clock, PeaExit } from '@zedflow/runtime-api';
import type { IncarnationEnd } from '../incarnation.js';
import type { Life } from '../start/launch.js';
import { endsWithin, runStopLadder } from './stop-ladder.js';

/** Milliseconds that an incarnation which failed by itself gets to leave by itself, so that its exit code is its own. */
const OWN_EXIT_MS = 300;

/** How a life ended. */
export interface LifeEnd {
  readonly end: IncarnationEnd;
  readonly exit: PeaExit;
  /** The rung that was tried last and in vain: something of it may be left. */
  readonly inVain?: string;
}

/** Time that an end may take. */
export interface EndTime {
  readonly clock: Clock;
  /** Milliseconds for each rung of the stop ladder. */
  readonly rungMs: number;
}

/** A start failed for `reason`: what was started of it goes, by force unless it is leaving already. */
export async function endFailedStart(life: Life, reason: 'timed_out' | 'stopped' | 'crashed', time: EndTime): Promise<LifeEnd> {
  const { ready, ended, rungs } = life.incarnation;
  // It may have become ready in the moment in which the wait was over: nobody else has its link.
  void ready.then(
    ({ link }) => link.close(),
    () => {},
  );
  let forced = false;
  if (reason !== 'crashed' || !(await endsWithin(ended, OWN_EXIT_MS, time.clock))) {
    forced = true;
    await runStopLadder([rungs.at(-1) ?? rungs[0]], ended, time.rungMs, time.clock);
  }
  return over(life, await endOf(life), reason, forced, time.clock);
}

/** Drains a ready incarnation for `graceMs`, or until `hurry` settles, then climbs the stop ladder. `drained` settles when it has no call. */
export async function endReady(
  life: Life,
  { drained, hurry, graceMs }: { readonly drained: Promise<void>; readonly hurry: Promise<void>; readonly graceMs: number },
  { rungMs, clock }: EndTime,
): Promise<LifeEnd> {
  const { ended, rungs } = life.incarnation;
  const empty = Promise.all([drained, life.incarnation.drain(graceMs)]);
  await endsWithin(Promise.race([empty, ended, hurry]), graceMs, clock);
  const result = await runStopLadder(rungs, ended, rungMs, clock);
  const end = await endOf(life);
  // A child that is asked twice kills itself.
  const forced = result.forced || end.signal === 'SIGKILL';
  const lifeEnd = over(life, end, forced ? 'killed' : 'stopped', forced, clock);
  return result.ended ? lifeEnd : { ...lifeEnd, inVain: result.rung };
}

/** A ready incarnation ended by itself. */
export function endedByItself(life: Life, end: IncarnationEnd, clock: Clock): LifeEnd {
  return over(life, end, end.signal === undefined ? 'crashed' : 'killed', false, clock);
}

/** A link is never used again. If what is behind it lives on and `isCurrent`, it makes room for the next one. */
export async function endLost({ incarnation }: Life, isCurrent: () => boolean, clock: Clock): Promise<void> {
  const { ended, rungs } = incarnation;
  if (await endsWithin(ended, OWN_EXIT_MS, clock)) return;
  if (isCurrent()) rungs.at(-1)?.run();
}

function over(life: Life, end: IncarnationEnd, reason: PeaExit['reason'], forced: boolean, clock: Clock): LifeEnd {
  return { end, exit: peaExit(end, reason, clock.now() - life.spawnedAtMs, forced) };
}

/** How it ended; at once, also when even force did not end it. */
function endOf({ incarnation }: Life): Promise<IncarnationEnd> {
  return Promise.race([incarnation.ended, Promise.resolve<IncarnationEnd>({})]);
}

/** The end of an incarnation as events tell it. */
function peaExit(end: IncarnationEnd, reason: PeaExit['reason'], durationMs: number, forced: boolean): PeaExit {
  return {
    reason,
    durationMs: Math.round(durationMs),
    forced,
    ...(end.exitCode === undefined ? {} : { exitCode: end.exitCode }),
    ...(end.signal === undefined ? {} : { signal: end.signal }),
  };
}
