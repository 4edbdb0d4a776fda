/**
 * The `signal` of a call's options, made only when somebody asks for it: it would be a large part of what a short call costs.
 * Extend it to be the `CallOptions` of the calls of one server.
 */
export class LazyAbort {
  #controller: AbortController | undefined;
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
  }
}
