import { payloadBytesOf, RuntimeError } from '@zedflow/core-protocol';
import type { Outgoing } from './outgoing.js';

/** Writes one batch. A promise means: not ready for the next batch before it has settled. */
export type WriteBatch = (batch: Outgoing[]) => Promise<void> | undefined;

/** So many waiting messages are written without waiting for the end of the turn: the reader works on them while the rest is made. */
const EARLY_WRITE_MESSAGES = 128;
/** More would only delay the first call of the batch at the reader. */
const MAX_BATCH_MESSAGES = 512;
const MAX_BATCH_BYTES = 4 * 1024 * 1024;

/**
 * What waits to be written to one channel: the only writer, so never two writes at once.
 * Everything that is pushed in one turn of the event loop, or while a write is under way, goes out as one batch.
 */
export class Outbox {
  readonly #write: WriteBatch;
  readonly #onFailure: (error: RuntimeError) => void;
  #waiting: Outgoing[] = [];
  #isScheduled = false;
  #isWriting = false;
  #isClosed = false;
  #onEmpty: (() => void)[] = [];

  constructor(write: WriteBatch, onFailure: (error: RuntimeError) => void) {
    this.#write = write;
    this.#onFailure = onFailure;
  }

  /** `isLast`: nothing else is under way that could join the batch, so it need not wait for the end of the turn. */
  push(item: Outgoing, isLast = false): void {
    if (this.#isClosed) return;
    this.#waiting.push(item);
    if (this.#isWriting) return;
    if (this.#waiting.length >= EARLY_WRITE_MESSAGES || (isLast && this.#isScheduled)) {
      this.#flush();
    } else if (!this.#isScheduled) {
      this.#isScheduled = true;
      // After the I/O of this turn: the answers of one batch set off the next calls, which then leave together.
      if (isLast) queueMicrotask(this.#onTurnEnd);
      else setImmediate(this.#onTurnEnd);
    }
  }

  /** Something waits or is being written. */
  get isBusy(): boolean {
    return this.#isWriting || this.#waiting.length > 0;
  }

  /** Resolves when everything that was pushed has been written (or dropped by `close`); rejects when `signal` fires first. */
  emptied(signal?: AbortSignal): Promise<void> {
    if (!this.isBusy) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const onAbort = (): void => reject(RuntimeError.from(signal?.reason, 'deadline_exceeded'));
      this.#onEmpty.push(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      });
      if (signal?.aborted) onAbort();
      else signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Drops what waits; nothing is written any more. */
  close(): void {
    this.#isClosed = true;
    this.#waiting = [];
    this.#becomeEmpty();
  }

  readonly #onTurnEnd = (): void => {
    this.#isScheduled = false;
    if (!this.#isWriting) this.#flush();
  };

  readonly #flush = (): void => {
    this.#isWriting = true;
    try {
      while (this.#waiting.length > 0) {
        const batch = this.#take();
        const written = batch.length === 0 ? undefined : this.#write(batch);
        if (written !== undefined) {
          written.then(this.#flush, this.#fail);
          return;
        }
      }
    } catch (thrown) {
      this.#fail(thrown);
    }
    this.#isWriting = false;
    this.#becomeEmpty();
  };

  readonly #fail = (thrown: unknown): void => {
    this.#isWriting = false;
    if (this.#isClosed) return;
    this.close();
    this.#onFailure(RuntimeError.from(thrown, 'transport_lost'));
  };

  #becomeEmpty(): void {
    const onEmpty = this.#onEmpty;
    this.#onEmpty = [];
    for (const resolve of onEmpty) resolve();
  }

  #take(): Outgoing[] {
    const waiting = this.#waiting;
    let bytes = 0;
    let count = 0;
    while (count < waiting.length && count < MAX_BATCH_MESSAGES && bytes < MAX_BATCH_BYTES) {
      const item = waiting[count++] as Outgoing;
      bytes += payloadBytesOf(item.message);
      item.isWritten = true;
    }
    const batch = count === waiting.length ? waiting : waiting.slice(0, count);
    this.#waiting = count === waiting.length ? [] : waiting.slice(count);
    return batch.some(isDropped) ? batch.filter((item) => !item.dropped) : batch;
  }
}

function isDropped(item: Outgoing): boolean {
  return item.dropped;
}
