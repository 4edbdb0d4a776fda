import protobuf from 'protobufjs/minimal.js';
import { type Frames, type JinaGeneration, MAX_FRAMES, MIN_FRAME_BYTES } from './frame-head.js';

const EMPTY = new Uint8Array();

/**
 * A protobuf writer that keeps large bytes out: it writes them as empty and remembers where. protobufjs moves what a nested message
 * holds once per level to make room for its length, so a large tensor in it would be copied eight times.
 */
export class FrameWriter extends protobuf.BufferWriter {
  readonly #holes: number[] = [];
  readonly #values: Uint8Array[] = [];

  override bytes(value: Uint8Array): this {
    if (value.byteLength < MIN_FRAME_BYTES || this.#values.length === MAX_FRAMES) return super.bytes(value) as this;
    this.#holes.push(this.pos);
    // An object of its own: links remember by the object what they have copied, and the owner may have changed the bytes since.
    this.#values.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    return super.bytes(EMPTY) as this;
  }

  override ldelim(): this {
    if (this.#holes.length === 0) return super.ldelim() as this;
    const start = this.states?.at(-1) ?? -1;
    const end = this.pos;
    super.ldelim();
    // The length took more than the one byte that was kept for it.
    const shift = this.pos - end;
    for (let i = this.#holes.length - 1; shift > 0 && i >= 0 && (this.#holes[i] as number) > start; i--) {
      this.#holes[i] = (this.#holes[i] as number) + shift;
    }
    return this;
  }

  /** What was written, with the large values apart. */
  finishFrames(generation: JinaGeneration): Frames {
    return { generation, skeleton: this.finish(), holes: this.#holes, values: this.#values };
  }
}
