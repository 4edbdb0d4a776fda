import { RuntimeError } from '@zedflow/core-protocol';
import { type CallOptions, LazyAbort } from '@zedflow/runtime-api';
import { STREAM_WINDOW_BYTES, STREAM_WINDOW_ITEMS } from '../contract/stream-window.js';

/** A call that runs here; the `CallOptions` of the service too. */
export class ServedCall extends LazyAbort implements CallOptions {
  readonly sequence: number;
  #sentItems = 0;
  #sentBytes = 0;
  #wake: (() => void) | undefined;

  constructor(sequence: number) {
    super();
    this.sequence = sequence;
  }

  /** Nobody wants the answer any more: fires the handler's signal, and wakes a stream that waits for room. */
  cancel(): void {
    if (this.isAborted) return;
    this.abort(new RuntimeError('cancelled', 'The caller left or its deadline passed.'));
    this.#wake?.();
  }

  /** Whether the consumer has room for one more item. An item larger than the window goes alone. */
  hasRoom(bytes: number): boolean {
    return this.#sentItems === 0 || (this.#sentItems < STREAM_WINDOW_ITEMS && this.#sentBytes + bytes <= STREAM_WINDOW_BYTES);
  }

  countSent(bytes: number): void {
    this.#sentItems++;
    this.#sentBytes += bytes;
  }

  giveRoom(items: number, bytes: number): void {
    this.#sentItems = Math.max(0, this.#sentItems - items);
    this.#sentBytes = Math.max(0, this.#sentBytes - bytes);
    this.#wake?.();
  }

  /** Resolves when the consumer took something, or left. */
  roomChanged(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
