import { RuntimeError } from '@zedflow/core-protocol';
import type { Clock } from '@zedflow/runtime-api';
import type { Incarnation, IncarnationEnd, ReadyIncarnation } from '../incarnation.js';
import { EndedEarly } from '../incarnation.js';
import { SilenceWatch } from './silence-watch.js';

/** Options of {@link ReadyWait}. */
export interface ReadyWaitOptions {
  readonly clock: Clock;
  /** Milliseconds of silence after which the wait fails. -1 = never. */
  readonly silenceMs: number;
  /** Calls the wait off, with its reason. */
  readonly signal: AbortSignal;
  readonly silentError: () => RuntimeError;
  readonly endedError: (end: IncarnationEnd) => RuntimeError;
}

/** The wait for one incarnation to become ready: ends with it, with its end, with its silence, or when it is called off. */
export class ReadyWait {
  readonly ready: Promise<ReadyIncarnation>;
  readonly #signal: AbortSignal;
  #watch!: SilenceWatch;
  #onAbort!: () => void;
  #hasTimedOut = false;

  constructor(incarnation: Incarnation, { clock, silenceMs, signal, silentError, endedError }: ReadyWaitOptions) {
    this.#signal = signal;
    this.ready = new Promise<ReadyIncarnation>((resolve, reject) => {
      this.#watch = new SilenceWatch(clock, silenceMs, () => {
        this.#hasTimedOut = true;
        reject(silentError());
      });
      this.#onAbort = () => reject(RuntimeError.from(signal.reason, 'cancelled'));
      if (signal.aborted) this.#onAbort();
      else signal.addEventListener('abort', this.#onAbort, { once: true });
      incarnation.ready.then(resolve, (thrown) => {
        // `ended` follows and tells more.
        if (!(thrown instanceof EndedEarly)) reject(RuntimeError.from(thrown, 'runtime_start_failed'));
      });
      void incarnation.ended.then((end) => reject(endedError(end)));
    });
  }

  /** It was silent for too long. */
  get hasTimedOut(): boolean {
    return this.#hasTimedOut;
  }

  /** A sign of life. */
  heard(): void {
    this.#watch.heard();
  }

  /** Must run once the wait is over. */
  release(): void {
    this.#watch.stop();
    this.#signal.removeEventListener('abort', this.#onAbort);
  }
}
