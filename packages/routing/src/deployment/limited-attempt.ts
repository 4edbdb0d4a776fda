import { RuntimeError } from '@zedflow/core-protocol';
import { type AbortListener, type CallOptions, LazyAbort, listenAbort, unlistenAbort } from '@zedflow/runtime-api';

/**
 * An attempt that the router can end, also when the replica does not react: at a time limit, or when the caller leaves. It is the
 * options of its own call, and makes a signal only when somebody asks for one.
 */
export class LimitedAttempt extends LazyAbort implements AbortListener {
  readonly #parent: CallOptions | undefined;
  readonly #timedOut: () => RuntimeError;
  #fail: ((error: RuntimeError) => void) | undefined;
  #failure: RuntimeError | undefined;

  constructor(parent: CallOptions | undefined, timedOut: () => RuntimeError) {
    super();
    this.#parent = parent;
    this.#timedOut = timedOut;
    listenAbort(parent, this);
  }

  /** The caller left. */
  handleEvent(): void {
    this.#end(asError(this.#parent?.signal?.reason));
  }

  /** The time limit has passed. */
  expire(): void {
    this.#end(this.#timedOut());
  }

  /** `work`, or what ends the attempt if that comes first. */
  race<T>(work: PromiseLike<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#fail = reject;
      if (this.#failure !== undefined) reject(this.#failure);
      work.then(resolve, reject);
    });
  }

  /** Must run once the attempt is over. */
  release(): void {
    unlistenAbort(this.#parent, this);
  }

  #end(error: RuntimeError): void {
    this.#failure = error;
    this.abort(error);
    this.#fail?.(error);
  }
}

/** What a fired signal means: its RuntimeError reason, else `cancelled`. */
export function asError(reason: unknown): RuntimeError {
  if (reason === undefined) return new RuntimeError('cancelled', 'the caller left');
  return RuntimeError.from(reason, 'cancelled');
}
