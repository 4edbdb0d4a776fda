import { type Clock, DeadlineSweep } from '@zedflow/runtime-api';
import type { LimitedAttempt } from './limited-attempt.js';

/** Ends attempts at their time limits, with one timer for all of a router. */
export class TimeLimits {
  readonly #limits = new Map<LimitedAttempt, number>();
  readonly #sweep: DeadlineSweep;

  constructor(clock: Clock) {
    this.#sweep = new DeadlineSweep(clock, (nowMs) => this.#expire(nowMs));
  }

  /** `untilMs` is clock time. */
  add(attempt: LimitedAttempt, untilMs: number): void {
    this.#limits.set(attempt, untilMs);
    this.#sweep.add(untilMs);
  }

  /** The attempt is over. */
  release(attempt: LimitedAttempt): void {
    this.#limits.delete(attempt);
    attempt.release();
  }

  /** The earliest limit that is left. */
  #expire(nowMs: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const [attempt, untilMs] of this.#limits) {
      if (untilMs > nowMs) next = Math.min(next, untilMs);
      else {
        this.#limits.delete(attempt);
        attempt.expire();
      }
    }
    return next;
  }
}
