import { RuntimeError } from '@zedflow/core-protocol';
import type { Caller, CallOptions } from '../call-service.js';
import { LazyAbort } from '../lazy-abort.js';

const NAMES: Readonly<Record<Caller['protocol'], string>> = { grpc: 'gRPC', http: 'HTTP', websocket: 'WebSocket' };

/** One call that a protocol server answers. It is its own options object: a short call makes no other. */
export class ServerCall extends LazyAbort implements CallOptions {
  /** Replaced once it is known who calls. */
  caller: Caller;

  constructor(caller: Caller) {
    super();
    this.caller = caller;
  }

  /** Nobody waits for the answer any more: the caller cancelled the call or closed its connection. */
  leave(): void {
    if (this.isAborted) return;
    this.abort(new RuntimeError('cancelled', `the ${NAMES[this.caller.protocol]} client left before the answer was ready`));
  }
}
