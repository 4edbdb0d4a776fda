import type { Message, RuntimeError } from '@zedflow/core-protocol';
import { type AbortListener, type CallOptions, listenAbort, unlistenAbort } from '@zedflow/runtime-api';
import type { Outgoing } from '../outbox/outgoing.js';

/** Something that waits for answers on a link: a call or an open stream. */
export abstract class PendingEntry implements Outgoing, AbortListener {
  readonly sequence: number;
  readonly message: Message;
  readonly payloadBytes: number;
  /** Epoch milliseconds; infinite without a deadline. */
  readonly deadlineMs: number;
  isWritten = false;
  dropped = false;
  /** The caller has its result (or error) already; the entry only waits for the Pea to be done, which gives back the credit. */
  abandoned = false;
  readonly #options: CallOptions | undefined;
  readonly #onAbort: (entry: PendingEntry) => void;

  constructor(
    sequence: number,
    message: Message,
    payloadBytes: number,
    options: CallOptions | undefined,
    onAbort: (entry: PendingEntry) => void,
  ) {
    this.sequence = sequence;
    this.message = message;
    this.payloadBytes = payloadBytes;
    this.deadlineMs = message.envelope.deadlineMs ?? Number.POSITIVE_INFINITY;
    this.#options = options;
    this.#onAbort = onAbort;
    // The entry is the listener itself (handleEvent): no closure per call.
    listenAbort(options, this);
  }

  handleEvent(): void {
    this.#onAbort(this);
  }

  get abortReason(): unknown {
    return this.#options?.signal?.reason;
  }

  /** Call once the caller has its outcome. */
  protected unlisten(): void {
    unlistenAbort(this.#options, this);
  }

  /** Takes an answer. Returns whether it was the last one. */
  abstract accept(message: Message): boolean;
  abstract fail(error: RuntimeError): void;
}
