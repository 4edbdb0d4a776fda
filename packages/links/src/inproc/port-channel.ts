import type { MessagePort } from 'node:worker_threads';
import { type Message, RuntimeError } from '@zedflow/core-protocol';
import { decodeBatch } from '../batch/decode-batch.js';
import { packBatch, type RefuseItem } from '../batch/pack-batch.js';
import type { Outgoing } from '../outbox/outgoing.js';
import { sharedPayload } from './shared-payload.js';

/** What goes over the port: a batch without large payloads is its frame alone. */
type Posted = Uint8Array | readonly [frame: Uint8Array, ...large: Uint8Array[]];

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
  #isClosed = false;

  constructor(port: MessagePort, events: PortChannelEvents) {
    this.#port = port;
    this.#events = events;
    port.on('close', () => {
      if (this.#isClosed) return;
      this.#isClosed = true;
      events.onClosed();
    });
  }

  write(batch: Outgoing[]): undefined {
    for (const { frame, large } of packBatch(batch, Number.POSITIVE_INFINITY, this.#events.onRefused)) {
      const posted: Posted = large.length === 0 ? frame : [frame, ...large.map(sharedPayload)];
      this.#port.postMessage(posted);
    }
  }

  /** One thing that came over the port. */
  read(posted: unknown): void {
    let messages: Message[];
    try {
      if (posted instanceof Uint8Array) messages = decodeBatch(posted, []);
      else if (Array.isArray(posted) && posted.every(isBytes)) messages = decodeBatch(posted[0] as Uint8Array, posted.slice(1));
      else throw new RuntimeError('protocol_malformed', 'Something on a port is not a batch.');
    } catch (thrown) {
      this.#events.onGarbage(RuntimeError.from(thrown, 'protocol_malformed'));
      return;
    }
    this.#events.onMessages(messages);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#port.close();
  }
}

function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}
