import type { MessagePort } from 'node:worker_threads';
import { type Message, RuntimeError } from '@zedflow/core-protocol';
import { decodeBatch } from '../batch/decode-batch.js';
import { packBatch, type RefuseItem } from '../batch/pack-batch.js';
import type { Outgoing } from '../outbox/outgoing.js';
import { isReturned, PortLoans } from './port-loans.js';

/** What goes over the port: a batch without large payloads is its frame alone. */
type Posted = Uint8Array | PostedLarge;

interface PostedLarge {
  readonly frame: Uint8Array;
  readonly large: readonly Uint8Array[];
  /** Numbers of the loans behind `large`; 0 = none. */
  readonly loans: readonly number[];
}

/** What a port channel tells its owner. */
export interface PortChannelEvents {
  readonly onMessages: (messages: Message[]) => void;
  /** Something on the port that is no batch. */
  readonly onGarbage: (error: RuntimeError) => void;
  readonly onRefused: RefuseItem;
  /** The other side closed its port or its thread ended. */
  readonly onClosed: () => void;
}

/** Batches over a MessagePort: one `postMessage` each; large payloads are shared, not copied. */
export class PortChannel {
  readonly #port: MessagePort;
  readonly #events: PortChannelEvents;
  readonly #loans: PortLoans;
  #isClosed = false;

  constructor(port: MessagePort, events: PortChannelEvents) {
    this.#port = port;
    this.#events = events;
    this.#loans = new PortLoans(port);
    port.on('close', () => {
      if (this.#isClosed) return;
      this.#isClosed = true;
      this.#loans.close();
      events.onClosed();
    });
  }

  write(batch: Outgoing[]): undefined {
    for (const { frame, large } of packBatch(batch, Number.POSITIVE_INFINITY, this.#events.onRefused)) {
      const posted: Posted = large.length === 0 ? frame : this.#lendAll(frame, large);
      this.#port.postMessage(posted);
    }
  }

  /** One thing that came over the port. */
  read(posted: unknown): void {
    let messages: Message[];
    try {
      if (posted instanceof Uint8Array) messages = decodeBatch(posted, []);
      else if (isPostedLarge(posted)) {
        posted.large.forEach((bytes, index) => {
          this.#loans.borrow(bytes, posted.loans[index] ?? 0);
        });
        messages = decodeBatch(posted.frame, posted.large);
      } else if (isReturned(posted)) {
        this.#loans.takeBack(posted);
        return;
      } else throw new RuntimeError('protocol_malformed', 'Something on a port is not a batch.');
    } catch (thrown) {
      this.#events.onGarbage(RuntimeError.from(thrown, 'protocol_malformed'));
      return;
    }
    this.#events.onMessages(messages);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#loans.close();
    this.#port.close();
  }

  #lendAll(frame: Uint8Array, payloads: readonly Uint8Array[]): PostedLarge {
    const large: Uint8Array[] = [];
    const loans: number[] = [];
    for (const payload of payloads) {
      const { bytes, id } = this.#loans.lend(payload);
      large.push(bytes);
      loans.push(id);
    }
    return { frame, large, loans };
  }
}

function isPostedLarge(value: unknown): value is PostedLarge {
  const { frame, large, loans } = (value ?? {}) as Partial<PostedLarge>;
  return isBytes(frame) && Array.isArray(large) && large.every(isBytes) && Array.isArray(loans);
}

function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}
