import { RuntimeError } from '@zedflow/core-protocol';
import type { CallOptions } from '@zedflow/runtime-api';
import { STREAM_WINDOW_BYTES, STREAM_WINDOW_ITEMS } from '../pending/pending-stream.js';

/** A call that runs here. It is the `CallOptions` of the service too: the signal is only made when somebody reads it. */
export class ServedCall implements CallOptions {
  readonly sequence: number;
  #controller: AbortController | undefined;
  #cancelled = false;
  #sentItems = 0;
  #sentBytes = 0;
  #wake: (() => void) | undefined;

  constructor(sequence: number) {
    this.sequence = sequence;
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#cancelled) this.#controller.abort(callerLeft());
    }
    return this.#controller.signal;
  }

  get isCancelled(): boolean {
    return this.#cancelled;
  }

  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    this.#controller?.abort(callerLeft());
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

function callerLeft(): RuntimeError {
  return new RuntimeError('cancelled', 'The caller left or its deadline passed.');
}
