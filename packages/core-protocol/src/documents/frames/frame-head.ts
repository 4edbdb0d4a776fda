import { malformed } from '../../errors/protocol-error.js';

/** Tensors and blobs from this size on leave the documents; links carry payloads of this size without copying them into a batch. */
export const MIN_FRAME_BYTES = 64 * 1024;

/** The docarray generation of framed documents. */
export type JinaGeneration = 'jina/v1' | 'jina/v2';

/** Documents without their large values, and the values. All members but `head` are views. */
export interface Frames {
  readonly generation: JinaGeneration;
  /** A whole `DataContentProto` body, in which each large value is empty. */
  readonly skeleton: Uint8Array;
  /** Where the length byte (0) of each large value stands in the skeleton; ascending. */
  readonly holes: readonly number[];
  readonly values: readonly Uint8Array[];
}

const WHAT = 'documents (zed/frames)';
const VERSION = 1;
const PREAMBLE_BYTES = 8;
const ENTRY_BYTES = 8;

/** More values than this in one payload are left in the documents: each costs a frame of its own. */
export const MAX_FRAMES = 4096;

const GENERATIONS: readonly JinaGeneration[] = ['jina/v1', 'jina/v2'];

/**
 * Payloads of framed documents: the head, then each value.
 *
 * ```text
 * u8 version (1) | u8 generation (1 or 2) | u16 0 | u32 values
 * per value: u32 where its hole is in the skeleton | u32 length
 * skeleton
 * ```
 *
 * Numbers are little endian. A head says how many values follow it, so the payloads of several parts stand one after the other.
 */
export function writeFrames({ generation, skeleton, holes, values }: Frames): Uint8Array[] {
  const start = PREAMBLE_BYTES + values.length * ENTRY_BYTES;
  const head = new Uint8Array(start + skeleton.byteLength);
  const view = new DataView(head.buffer);
  head[0] = VERSION;
  head[1] = GENERATIONS.indexOf(generation) + 1;
  view.setUint32(4, values.length, true);
  values.forEach((value, index) => {
    view.setUint32(PREAMBLE_BYTES + index * ENTRY_BYTES, holes[index] as number, true);
    view.setUint32(PREAMBLE_BYTES + index * ENTRY_BYTES + 4, value.byteLength, true);
  });
  head.set(skeleton, start);
  return [head, ...values];
}

/** Reads one head and the values that follow it in `payloads`, from `at`. Throws `protocol_malformed` for anything else. */
export function readFrames(payloads: readonly Uint8Array[], at = 0): Frames {
  const head = payloads[at];
  const generation = generationOfFrames(head);
  if (head === undefined || generation === undefined) throw malformed(WHAT, 'the first payload is no head of version 1');
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const count = view.getUint32(4, true);
  const start = PREAMBLE_BYTES + count * ENTRY_BYTES;
  if (count > MAX_FRAMES || start > head.byteLength) throw malformed(WHAT, `its head is too short for ${count} values`);
  if (payloads.length - at - 1 < count) throw malformed(WHAT, `${count} values are needed, ${payloads.length - at - 1} came`);
  const skeleton = head.subarray(start);
  const holes: number[] = [];
  const values: Uint8Array[] = [];
  for (let index = 0; index < count; index++) {
    const entry = PREAMBLE_BYTES + index * ENTRY_BYTES;
    const hole = view.getUint32(entry, true);
    const value = payloads[at + 1 + index] as Uint8Array;
    if (hole <= (holes.at(-1) ?? -1) || skeleton[hole] !== 0) throw malformed(WHAT, `value ${index} has no place in the documents`);
    if (value.byteLength === 0 || value.byteLength !== view.getUint32(entry + 4, true)) throw malformed(WHAT, `value ${index} is cut`);
    holes.push(hole);
    values.push(value);
  }
  return { generation, skeleton, holes, values };
}

/** The parts of a message in `zed/frames`, each with its values. */
export function readAllFrames(payloads: readonly Uint8Array[]): Frames[] {
  const parts: Frames[] = [];
  for (let at = 0; at < payloads.length; ) {
    const frames = readFrames(payloads, at);
    parts.push(frames);
    at += 1 + frames.values.length;
  }
  return parts;
}

/** The generation that a head names; undefined for what is no head. */
export function generationOfFrames(head: Uint8Array | undefined): JinaGeneration | undefined {
  if (head === undefined || head.byteLength < PREAMBLE_BYTES || head[0] !== VERSION) return undefined;
  return GENERATIONS[(head[1] as number) - 1];
}
