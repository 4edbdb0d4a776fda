import type { Clock } from '@zedflow/runtime-api';

/** Fires once when nothing was heard for `limitMs`. -1 = never. */
export class SilenceWatch {
  readonly #clock: Clock;
  readonly #limitMs: number;
  readonly #onSilence: () => void;
  #callOff: () => void = () => {};
  #lastSignMs: number;

  constructor(clock: Clock, limitMs: number, onSilence: () => void) {
    this.#clock = clock;
    this.#limitMs = limitMs;
    this.#onSilence = onSilence;
    this.#lastSignMs = clock.now();
    if (limitMs >= 0) this.#arm(limitMs);
  }

  /** A sign of life. Only notes the time: a chatty Executor must not cost a timer per line. */
  heard(): void {
    this.#lastSignMs = this.#clock.now();
  }

  stop(): void {
    this.#callOff();
  }

  #arm(delayMs: number): void {
    this.#callOff = this.#clock.after(delayMs, () => {
      const leftMs = this.#lastSignMs + this.#limitMs - this.#clock.now();
      if (leftMs <= 0) this.#onSilence();
      else this.#arm(Math.ceil(leftMs));
    });
  }
}
