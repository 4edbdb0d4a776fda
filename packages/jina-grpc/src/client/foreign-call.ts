import type { Message, RuntimeError } from '@zedflow/core-protocol';
import { cancelledError } from './unary-request.js';

/** One call at a foreign peer, until it is answered, taken back, or its link is closed. */
export class ForeignCall {
  readonly request: Message;
  readonly bytes: number;
  /** Takes the RPC that is under way back. */
  cancelRpc: () => void = () => {};
  readonly #address: string;
  readonly #signal: AbortSignal | undefined;
  readonly #onEnd: (call: ForeignCall) => void;
  #resolve!: (answer: Message) => void;
  #reject!: (error: unknown) => void;
  #isOver = false;

  constructor(request: Message, bytes: number, address: string, signal: AbortSignal | undefined, onEnd: (call: ForeignCall) => void) {
    this.request = request;
    this.bytes = bytes;
    this.#address = address;
    this.#signal = signal;
    this.#onEnd = onEnd;
    signal?.addEventListener('abort', this.#onAbort, { once: true });
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

  readonly #onAbort = (): void => this.abandon(cancelledError(this.#address, this.#signal));

  #end(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#onEnd(this);
    return true;
  }
}
