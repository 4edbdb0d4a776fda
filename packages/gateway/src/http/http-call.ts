import type { IncomingMessage, ServerResponse } from 'node:http';
import { RuntimeError } from '@zedflow/core-protocol';
import type { Caller, CallOptions } from '@zedflow/runtime-api';

/**
 * One HTTP request while it is answered. It is its own options object: signal and caller are made only when somebody asks,
 * as they would be a large part of what a short call costs.
 */
export class HttpCall implements CallOptions {
  readonly #request: IncomingMessage;
  #controller: AbortController | undefined;
  #isLeft = false;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.#request = request;
    response.once('close', () => {
      if (!response.writableFinished) this.#leave();
    });
  }

  get caller(): Caller {
    const { remoteAddress = '', remotePort = 0 } = this.#request.socket;
    return { protocol: 'http', peer: `${remoteAddress}:${remotePort}` };
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#isLeft && !this.#controller.signal.aborted) this.#controller.abort(leftError());
    return this.#controller.signal;
  }

  get isLeft(): boolean {
    return this.#isLeft;
  }

  #leave(): void {
    this.#isLeft = true;
    this.#controller?.abort(leftError());
  }
}

function leftError(): RuntimeError {
  return new RuntimeError('cancelled', 'the HTTP client closed the connection before the answer was ready');
}
