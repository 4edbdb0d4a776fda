import type { CallOptions } from './call-service.js';

/** Is told when the caller of a call has left: an object, as DOM's event listeners may be, so that no closure is made per call. */
export interface AbortListener {
  handleEvent(): void;
}

/**
 * The `signal` of a call's options, made only when somebody asks for it: it would be a large part of what a short call costs.
 * Extend it to be the `CallOptions` of the calls of one server.
 */
export class LazyAbort {
  #controller: AbortController | undefined;
  #listener: AbortListener | undefined;
  #isAborted = false;
  #reason: unknown;

  /** Fires with the reason that `abort` was given, also when that was before anybody asked. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#isAborted) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  get isAborted(): boolean {
    return this.#isAborted;
  }

  /** Nobody waits for the answer any more. Only the first reason counts; without one it is an `AbortError`. */
  abort(reason?: unknown): void {
    if (this.#isAborted) return;
    this.#isAborted = true;
    this.#reason = reason;
    this.#controller?.abort(reason);
    this.#listener?.handleEvent();
  }

  /** As `signal.addEventListener('abort', listener)`; nearly every call has one listener at a time, which needs no signal. */
  listen(listener: AbortListener): void {
    if (this.#listener === undefined) this.#listener = listener;
    else this.signal.addEventListener('abort', listener);
  }

  unlisten(listener: AbortListener): void {
    if (this.#listener === listener) this.#listener = undefined;
    else this.#controller?.signal.removeEventListener('abort', listener);
  }
}

/** Whether the caller has left. Unlike `options.signal.aborted` it makes no signal for a {@link LazyAbort}. */
export function isAborted(options: CallOptions | undefined): boolean {
  return options instanceof LazyAbort ? options.isAborted : options?.signal?.aborted === true;
}

/** Tells `listener` when the caller leaves, without making a signal where none is needed. */
export function listenAbort(options: CallOptions | undefined, listener: AbortListener): void {
  if (options instanceof LazyAbort) options.listen(listener);
  else options?.signal?.addEventListener('abort', listener);
}

/** Undoes {@link listenAbort}. */
export function unlistenAbort(options: CallOptions | undefined, listener: AbortListener): void {
  if (options instanceof LazyAbort) options.unlisten(listener);
  else options?.signal?.removeEventListener('abort', listener);
}
