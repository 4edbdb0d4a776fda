import type { IncomingMessage, ServerResponse } from 'node:http';
import { RuntimeError } from '@zedflow/core-protocol';
import { type Caller, type CallOptions, LazyAbort } from '@zedflow/runtime-api';

/** One HTTP request while it is answered; its own options object. The caller too is only told when somebody asks. */
export class HttpCall extends LazyAbort implements CallOptions {
  readonly #request: IncomingMessage;

  constructor(request: IncomingMessage, response: ServerResponse) {
    super();
    this.#request = request;
    response.once('close', () => {
      if (!response.writableFinished) this.abort(leftError());
    });
  }

  get caller(): Caller {
    const { remoteAddress = '', remotePort = 0 } = this.#request.socket;
    return { protocol: 'http', peer: `${remoteAddress}:${remotePort}` };
  }
}

function leftError(): RuntimeError {
  return new RuntimeError('cancelled', 'the HTTP client closed the connection before the answer was ready');
}
