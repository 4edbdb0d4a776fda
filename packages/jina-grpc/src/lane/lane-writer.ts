import type { Message, RuntimeError } from '@zedflow/core-protocol';
import type { Outgoing } from '@zedflow/links/internal';
import { packBatch } from '@zedflow/links/internal';
import type { Clock } from '@zedflow/runtime-api';
import { laneMessages } from './lane-framing.js';

/** Headers and small payloads of one batch; what is larger is refused. */
const MAX_FRAME_BYTES = 64 * 1024 * 1024;

/** The writing side of a bidirectional RPC, of client and server alike. */
export interface LaneStream {
  write(bytes: Buffer): boolean;
  once(event: 'drain' | 'close', listener: () => void): unknown;
  off(event: 'drain' | 'close', listener: () => void): unknown;
}

/** Writes batches to a lane; waits while the peer does not take them. */
export class LaneWriter {
  readonly #stream: LaneStream;
  readonly #clock: Clock;
  readonly #maxFrameBytes: number;
  readonly #refuse: (item: Outgoing, error: RuntimeError) => void;

  /** @param limit largest message that the peer reads, -1 = any. */
  constructor(stream: LaneStream, clock: Clock, limit: number, refuse: (item: Outgoing, error: RuntimeError) => void) {
    this.#stream = stream;
    this.#clock = clock;
    this.#maxFrameBytes = limit < 0 ? MAX_FRAME_BYTES : Math.min(limit, MAX_FRAME_BYTES);
    this.#refuse = refuse;
  }

  write(batch: readonly Outgoing[]): Promise<void> | undefined {
    let hasRoom = true;
    const refuse = (copy: Outgoing, error: RuntimeError): void => {
      const item = batch.find((original) => original.sequence === copy.sequence);
      if (item !== undefined) this.#refuse(item, error);
    };
    for (const encoded of packBatch(batch.some(hasDeadline) ? batch.map(this.#withRemaining) : batch, this.#maxFrameBytes, refuse)) {
      for (const bytes of laneMessages(encoded)) hasRoom = this.#stream.write(bytes);
    }
    return hasRoom ? undefined : this.#drained();
  }

  /** The time left travels beside the deadline: the clocks of two hosts differ. */
  readonly #withRemaining = (item: Outgoing): Outgoing => {
    const { envelope, payloads } = item.message;
    if (envelope.deadlineMs === undefined) return item;
    const remainingMs = Math.max(0, envelope.deadlineMs - this.#clock.now());
    return { ...item, sequence: item.sequence, message: { envelope: { ...envelope, remainingMs }, payloads } };
  };

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#stream.off('drain', done);
        this.#stream.off('close', done);
        resolve();
      };
      this.#stream.once('drain', done);
      this.#stream.once('close', done);
    });
  }
}

function hasDeadline({ message }: Outgoing): boolean {
  return message.envelope.deadlineMs !== undefined;
}

/** A message whose deadline is told by this host's clock. */
export function onOwnClock(message: Message, clock: Clock): Message {
  const { remainingMs } = message.envelope;
  if (remainingMs === undefined) return message;
  return { ...message, envelope: { ...message.envelope, deadlineMs: clock.now() + remainingMs } };
}
