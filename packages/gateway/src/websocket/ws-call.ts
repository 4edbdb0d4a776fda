import { RuntimeError } from '@zedflow/core-protocol';
import { type Caller, type CallOptions, LazyAbort } from '@zedflow/runtime-api';

/** One call of a WebSocket connection; its own options object. */
export class WsCall extends LazyAbort implements CallOptions {
  readonly caller: Caller;

  constructor(caller: Caller) {
    super();
    this.caller = caller;
  }

  /** The client has closed the connection. */
  leave(): void {
    this.abort(new RuntimeError('cancelled', 'the WebSocket client closed the connection before the answer was ready'));
  }
}
