import type { Caller, CallOptions } from '@zedflow/runtime-api';

/**
 * One call that a caller waits for. It is its own options object: the signal is made only when somebody asks for it,
 * as it would be a large part of what a short call costs.
 */
export class RunningCall implements CallOptions {
  readonly requestId: string;
  readonly bytes: number;
  readonly #peer: string;
  /** The encoded answer, when it is ready before its turn (results in order). */
  answer: Uint8Array | undefined;
  #controller: AbortController | undefined;
  #isAborted = false;

  constructor(requestId: string, bytes: number, peer = '') {
    this.requestId = requestId;
    this.bytes = bytes;
    this.#peer = peer;
  }

  /** For the interceptors of a gateway. */
  get caller(): Caller {
    return { protocol: 'grpc', peer: this.#peer };
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#isAborted && !this.#controller.signal.aborted) this.#controller.abort();
    return this.#controller.signal;
  }

  get isAborted(): boolean {
    return this.#isAborted;
  }

  /** The caller is gone or the deadline has passed. */
  abort(): void {
    this.#isAborted = true;
    this.#controller?.abort();
  }
}
