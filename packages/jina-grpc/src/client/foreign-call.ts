import type { Message, RuntimeError } from '@zedflow/core-protocol';
import { type AbortListener, type CallOptions, listenAbort, unlistenAbort } from '@zedflow/runtime-api';
import { cancelledError } from './unary-request.js';

/** One call at a foreign peer, until it is answered, taken back, or its link is closed. */
export class ForeignCall implements AbortListener {
  readonly request: Message;
  readonly bytes: number;
  /** Takes the RPC that is under way back. */
  cancelRpc: () => void = () => {};
  readonly #address: string;
  readonly #options: CallOptions;
  readonly #onEnd: (call: ForeignCall) => void;
  #resolve!: (answer: Message) => void;
  #reject!: (error: unknown) => void;
  #isOver = false;

  constructor(request: Message, bytes: number, address: string, options: CallOptions, onEnd: (call: ForeignCall) => void) {
    this.request = request;
    this.bytes = bytes;
    this.#address = address;
    this.#options = options;
    this.#onEnd = onEnd;
    listenAbort(options, this);
  }

  settleWith(resolve: (answer: Message) => void, reject: (error: unknown) => void): void {
    this.#resolve = resolve;
    this.#reject = reject;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  succeed(answer: Message): void {
    if (this.#end()) this.#resolve(answer);
  }

  fail(error: unknown): void {
    if (this.#end()) this.#reject(error);
  }

  /** Ends it here and at the peer. */
  abandon(error: RuntimeError): void {
    if (this.#isOver) return;
    this.fail(error);
    this.cancelRpc();
  }

  /** The caller left. */
  handleEvent(): void {
    this.abandon(cancelledError(this.#address, this.#options.signal));
  }

  #end(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    unlistenAbort(this.#options, this);
    this.#onEnd(this);
    return true;
  }
}
