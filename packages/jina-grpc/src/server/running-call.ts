import { type Caller, type CallOptions, LazyAbort } from '@zedflow/runtime-api';

/** One call that a caller waits for; its own options object. */
export class RunningCall extends LazyAbort implements CallOptions {
  readonly requestId: string;
  readonly bytes: number;
  readonly #peer: string;
  /** The encoded answer, when it is ready before its turn (results in order). */
  answer: Uint8Array | undefined;

  constructor(requestId: string, bytes: number, peer = '') {
    super();
    this.requestId = requestId;
    this.bytes = bytes;
    this.#peer = peer;
  }

  /** For the interceptors of a gateway. */
  get caller(): Caller {
    return { protocol: 'grpc', peer: this.#peer };
  }
}
