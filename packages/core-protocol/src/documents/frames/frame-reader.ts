import protobuf from 'protobufjs/minimal.js';
import { malformed } from '../../errors/protocol-error.js';
import type { Frames } from './frame-head.js';

/** A protobuf reader of a skeleton: where a hole is, it gives the value that belongs there, uncopied. */
export class FrameReader extends protobuf.BufferReader {
  readonly #frames: Frames;
  #next = 0;

  constructor(frames: Frames) {
    const { skeleton } = frames;
    super(Buffer.from(skeleton.buffer, skeleton.byteOffset, skeleton.byteLength));
    this.#frames = frames;
  }

  override bytes(): ReturnType<protobuf.BufferReader['bytes']> {
    const { holes, values } = this.#frames;
    if (this.pos !== holes[this.#next]) return super.bytes();
    super.bytes();
    return values[this.#next++] as ReturnType<protobuf.BufferReader['bytes']>;
  }

  /** Throws `protocol_malformed` when a value stood at a place where the documents have none. */
  assertAllRead(): void {
    if (this.#next !== this.#frames.holes.length) throw malformed('documents (zed/frames)', `value ${this.#next} has no place in them`);
  }
}
