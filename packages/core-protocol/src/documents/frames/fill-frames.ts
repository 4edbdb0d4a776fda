import protobuf from 'protobufjs/minimal.js';
import { malformed, toProtocolError } from '../../errors/protocol-error.js';
import { RuntimeError } from '../../errors/runtime-error.js';
import type { Frames } from './frame-head.js';

const WHAT = 'documents (zed/frames)';

// A document of the greatest depth has three protobuf messages per level.
const MAX_LEVELS = 400;

/**
 * The `DataContentProto` body of framed documents in pieces: what lies between the values, and the values themselves, uncopied.
 * No document is decoded: a hole lies in the fields that are written around it, whatever they mean, and only their lengths change.
 * Throws `protocol_malformed` for a hole that is not where a field of bytes is.
 */
export function fillFrames(frames: Frames): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  try {
    const filler = new Filler(frames, pieces);
    filler.fill(0, frames.skeleton.byteLength, 0);
    filler.assertAllFilled();
  } catch (thrown) {
    throw toProtocolError(thrown, WHAT);
  }
  return pieces;
}

class Filler {
  readonly #frames: Frames;
  readonly #pieces: Uint8Array[];
  readonly #reader: protobuf.Reader;
  #next = 0;

  constructor(frames: Frames, pieces: Uint8Array[]) {
    this.#frames = frames;
    this.#pieces = pieces;
    this.#reader = protobuf.Reader.create(frames.skeleton);
  }

  /** Adds the pieces of the message between `start` and `end`; returns how many bytes they have. */
  fill(start: number, end: number, level: number): number {
    if (level > MAX_LEVELS) throw new RuntimeError('protocol_too_deep', `${WHAT}: nested deeper than the limit`);
    const reader = this.#reader;
    const { holes, values } = this.#frames;
    let from = start;
    let bytes = 0;
    reader.pos = start;
    while (reader.pos < end && (holes[this.#next] ?? end) < end) {
      const hole = holes[this.#next] as number;
      const tag = reader.tag();
      if ((tag & 7) !== 2) {
        reader.skipType(tag & 7, 0, tag >>> 3);
        continue;
      }
      const lengthAt = reader.pos;
      const length = reader.size();
      const inside = reader.pos;
      if (inside + length > end) throw malformed(WHAT, 'a field reaches beyond its message');
      reader.skip(length);
      if (hole === lengthAt && length === 0) {
        const value = values[this.#next++] as Uint8Array;
        bytes += this.#add(from, lengthAt) + this.#addLength(value.byteLength) + value.byteLength;
        this.#pieces.push(value);
        from = inside;
      } else if (hole >= inside && hole < inside + length) {
        bytes += this.#add(from, lengthAt);
        const at = this.#pieces.push(NOTHING) - 1;
        const filled = this.fill(inside, inside + length, level + 1);
        const varint = lengthOf(filled);
        this.#pieces[at] = varint;
        bytes += varint.byteLength + filled;
        from = inside + length;
        reader.pos = from;
      } else if (hole < inside) throw malformed(WHAT, `value ${this.#next} has no place in them`);
    }
    return bytes + this.#add(from, end);
  }

  assertAllFilled(): void {
    if (this.#next !== this.#frames.holes.length) throw malformed(WHAT, `value ${this.#next} has no place in them`);
  }

  #add(from: number, to: number): number {
    if (to > from) this.#pieces.push(this.#frames.skeleton.subarray(from, to));
    return to - from;
  }

  #addLength(length: number): number {
    return this.#pieces[this.#pieces.push(lengthOf(length)) - 1]?.byteLength ?? 0;
  }
}

const NOTHING = new Uint8Array();

function lengthOf(bytes: number): Uint8Array {
  return protobuf.Writer.create().uint32(bytes).finish();
}
