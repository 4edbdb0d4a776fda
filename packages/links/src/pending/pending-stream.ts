import { type Message, payloadBytesOf, RuntimeError } from '@zedflow/core-protocol';
import { STREAM_WINDOW_BYTES, STREAM_WINDOW_ITEMS } from '../contract/stream-window.js';
import { PendingEntry } from './pending-entry.js';

interface Waiter {
  readonly resolve: (result: IteratorResult<Message, undefined>) => void;
  readonly reject: (error: RuntimeError) => void;
}

/** An open stream: keeps items until the consumer takes them, and says when the Pea may send more. */
export class PendingStream extends PendingEntry {
  /** Gives room back to the Pea; set by the link. */
  onRoom: (entry: PendingStream, items: number, bytes: number) => void = () => {};
  readonly #items: Message[] = [];
  #waiters: Waiter[] = [];
  #ended = false;
  #error: RuntimeError | undefined;
  #takenItems = 0;
  #takenBytes = 0;

  accept(message: Message): boolean {
    const { kind } = message.envelope;
    if (kind !== 'item' && kind !== 'end') {
      this.fail(new RuntimeError('protocol_malformed', `A stream was answered with a message of kind ${kind}.`));
      return true;
    }
    const last = kind === 'end';
    const waiter = this.#waiters.shift();
    if (waiter === undefined) this.#items.push(message);
    else {
      this.#countTaken(message, last);
      waiter.resolve({ done: false, value: message });
    }
    if (last) this.#finish();
    return last;
  }

  fail(error: RuntimeError): void {
    if (this.#ended) return;
    this.#error = error;
    this.#finish();
  }

  next(): Promise<IteratorResult<Message, undefined>> {
    const item = this.#items.shift();
    if (item !== undefined) {
      this.#countTaken(item, item.envelope.kind === 'end');
      return Promise.resolve({ done: false, value: item });
    }
    if (this.#ended) return this.#settled();
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
  }

  /** The consumer left: what came is dropped. */
  leave(): void {
    this.#items.length = 0;
    this.#finish();
  }

  get isOpen(): boolean {
    return !this.#ended;
  }

  #finish(): void {
    this.#ended = true;
    this.unlisten();
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) this.#settled().then(waiter.resolve, waiter.reject);
  }

  /** The error once, then the plain end. */
  #settled(): Promise<IteratorResult<Message, undefined>> {
    const error = this.#error;
    this.#error = undefined;
    return error === undefined ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(error);
  }

  #countTaken(message: Message, last: boolean): void {
    if (last || this.#ended) return;
    this.#takenItems++;
    this.#takenBytes += payloadBytesOf(message);
    if (this.#takenItems * 2 < STREAM_WINDOW_ITEMS && this.#takenBytes * 2 < STREAM_WINDOW_BYTES) return;
    this.onRoom(this, this.#takenItems, this.#takenBytes);
    this.#takenItems = 0;
    this.#takenBytes = 0;
  }
}
