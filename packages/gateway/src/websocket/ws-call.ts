import { RuntimeError } from '@zedflow/core-protocol';
import type { Caller, CallOptions } from '@zedflow/runtime-api';

/** One call of a WebSocket connection. Its own options object: the signal is made only when somebody asks for it. */
export class WsCall implements CallOptions {
  readonly caller: Caller;
  #controller: AbortController | undefined;
  #isLeft = false;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#isLeft && !this.#controller.signal.aborted) this.#controller.abort(leftError());
    return this.#controller.signal;
  }

  leave(): void {
    this.#isLeft = true;
    this.#controller?.abort(leftError());
  }
}

function leftError(): RuntimeError {
  return new RuntimeError('cancelled', 'the WebSocket client closed the connection before the answer was ready');
}
