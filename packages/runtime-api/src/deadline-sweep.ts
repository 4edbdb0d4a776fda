import type { Clock } from './clock.js';

/** Deadlines fire at most this much late: one timer then serves all calls of a place. */
export const SWEEP_GRAIN_MS = 10;

/**
 * One timer for all deadlines of a link, or of another place where calls wait. `sweep` runs when the earliest deadline that it was told of has passed,
 * and returns the earliest of those that are left (infinite = none).
 */
export class DeadlineSweep {
  readonly #clock: Clock;
  readonly #sweep: (nowMs: number) => number;
  #wakeAtMs = Number.POSITIVE_INFINITY;
  #cancel: (() => void) | undefined;

  constructor(clock: Clock, sweep: (nowMs: number) => number) {
    this.#clock = clock;
    this.#sweep = sweep;
  }

  /** Costs a comparison when an earlier deadline is already known. */
  add(deadlineMs: number): void {
    if (deadlineMs + SWEEP_GRAIN_MS >= this.#wakeAtMs) return;
    this.#arm(deadlineMs);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#wakeAtMs = Number.POSITIVE_INFINITY;
  }

  #arm(deadlineMs: number): void {
    this.#cancel?.();
    const now = this.#clock.now();
    // Longer delays than a timer can hold are split: the sweep then just finds nothing due.
    const delayMs = Math.min(Math.max(deadlineMs - now, SWEEP_GRAIN_MS), 0x7fff_ffff);
    this.#wakeAtMs = now + delayMs;
    this.#cancel = this.#clock.after(delayMs, this.#wake);
  }

  readonly #wake = (): void => {
    this.stop();
    const next = this.#sweep(this.#clock.now());
    if (next !== Number.POSITIVE_INFINITY) this.#arm(next);
  };
}
