import { type Message, RuntimeError } from '@zedflow/core-protocol';
import { BATCH_MAGIC, decodeBatch, type EncodedBatch } from '@zedflow/links/internal';
import { asBuffer } from '../service-definitions.js';

/** In front of a batch with large payloads: how many messages with one follow it. It is never the batch's own first word. */
const COUNT_BYTES = 4;

/** Large payloads of one batch. A batch of ours is far below. */
const MAX_LARGE = 65_536;

const NO_LARGE: readonly Uint8Array[] = [];

/** The gRPC messages of one batch: the packed frame, as it is when it is all there is, then each large payload as it is. */
export function laneMessages(batch: EncodedBatch): Buffer[] {
  if (batch.large.length === 0) return [asBuffer(batch.frame)];
  const first = Buffer.allocUnsafe(COUNT_BYTES + batch.frame.byteLength);
  first.writeUInt32LE(batch.large.length, 0);
  first.set(batch.frame, COUNT_BYTES);
  return [first, ...batch.large.map(asBuffer)];
}

/** Puts the batches of a lane together again. What it keeps is bounded: the large payloads of one batch. */
export class LaneReader {
  readonly #maxBatchBytes: number;
  #frame: Uint8Array | undefined;
  #large: Uint8Array[] = [];
  #largeBytes = 0;
  #missing = 0;

  /** @param maxBatchBytes limit of all large payloads of one batch together; -1 = none. */
  constructor(maxBatchBytes: number) {
    this.#maxBatchBytes = maxBatchBytes;
  }

  /**
   * The messages of the batch that `bytes` completes, or none yet.
   *
   * @throws RuntimeError `protocol_malformed` when it is no batch, `protocol_message_too_large` beyond the limit.
   */
  read(bytes: Buffer): readonly Message[] {
    if (this.#frame === undefined) {
      if (bytes.byteLength < COUNT_BYTES) throw new RuntimeError('protocol_malformed', 'a lane message is shorter than its own head');
      const count = bytes.readUInt32LE(0);
      if (count === BATCH_MAGIC) return decodeBatch(bytes, NO_LARGE);
      this.#missing = count;
      if (this.#missing > MAX_LARGE) throw new RuntimeError('protocol_malformed', `a lane batch has at most ${MAX_LARGE} large payloads`);
      this.#frame = bytes.subarray(COUNT_BYTES);
    } else {
      this.#addLarge(bytes);
    }
    return this.#missing === 0 ? this.#complete(this.#frame) : [];
  }

  #addLarge(bytes: Buffer): void {
    this.#largeBytes += bytes.byteLength;
    if (this.#maxBatchBytes >= 0 && this.#largeBytes > this.#maxBatchBytes) {
      throw new RuntimeError('protocol_message_too_large', `a batch of a lane is larger than ${this.#maxBatchBytes} bytes`);
    }
    this.#large.push(bytes);
    this.#missing--;
  }

  #complete(frame: Uint8Array): readonly Message[] {
    const large = this.#large;
    this.#frame = undefined;
    this.#large = [];
    this.#largeBytes = 0;
    return decodeBatch(frame, large);
  }
}
