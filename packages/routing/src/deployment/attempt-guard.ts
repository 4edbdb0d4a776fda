import { RuntimeError } from '@zedflow/core-protocol';
import type { CallOptions, Clock } from '@zedflow/runtime-api';

/**
 * Ends one attempt at its time limit or when the caller leaves, also when the replica does not react.
 * Made only for calls that have a limit: others pay nothing.
 */
export class AttemptGuard {
  readonly options: CallOptions;
  readonly #controller = new AbortController();
  readonly #cancelTimer: (() => void) | undefined;
  readonly #parent: AbortSignal | undefined;
  readonly #onParent = () => this.#end(this.#parent?.reason);
  #fail: ((error: unknown) => void) | undefined;

  constructor(clock: Clock, limitMs: number | undefined, timedOut: () => RuntimeError, parent: AbortSignal | undefined) {
    this.options = { signal: this.#controller.signal };
    this.#parent = parent;
    parent?.addEventListener('abort', this.#onParent, { once: true });
    this.#cancelTimer = limitMs === undefined ? undefined : clock.after(Math.max(0, limitMs), () => this.#end(timedOut()));
  }

  /** `work`, or the guard's own error if that comes first. */
  race<T>(work: PromiseLike<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#fail = reject;
      if (this.#controller.signal.aborted) reject(asError(this.#controller.signal.reason));
      work.then(resolve, reject);
    });
  }

  /** Must run once the attempt is over. */
  release(): void {
    this.#cancelTimer?.();
    this.#parent?.removeEventListener('abort', this.#onParent);
  }

  #end(reason: unknown): void {
    const error = asError(reason);
    this.#controller.abort(error);
    this.#fail?.(error);
  }
}

/** What a fired signal means: its RuntimeError reason, else `cancelled`. */
export function asError(reason: unknown): RuntimeError {
  if (reason === undefined) return new RuntimeError('cancelled', 'the caller left');
  return RuntimeError.from(reason, 'cancelled');
}
