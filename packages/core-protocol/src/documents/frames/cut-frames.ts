import protobuf from 'protobufjs/minimal.js';
import { type Frames, type JinaGeneration, MIN_FRAME_BYTES } from './frame-head.js';
import { FrameWriter } from './frame-writer.js';

/** The fields of a message in which large values are, by number: bytes, or a message. */
interface Fields {
  readonly [field: number]: Fields | 'value';
}

const DENSE: Fields = { 1: 'value' };

const DOCUMENT_V1: { [field: number]: Fields | 'value' } = { 2: 'value', 3: { 1: DENSE }, 16: { 1: DENSE } };
// Chunks and matches.
DOCUMENT_V1[14] = DOCUMENT_V1;
DOCUMENT_V1[15] = DOCUMENT_V1;

const NODE: { [field: number]: Fields | 'value' } = { 5: 'value', 6: { 1: DENSE } };
const DOCUMENT_V2: Fields = { 1: { 2: NODE } };
const LIST: Fields = { 1: NODE };
NODE[7] = DOCUMENT_V2;
NODE[8] = { 1: DOCUMENT_V2 };
NODE[9] = LIST;
NODE[10] = LIST;
NODE[11] = LIST;
NODE[12] = DOCUMENT_V2;

/** `DataContentProto`: `docs`. What is in `docs_bytes` is bytes to the reader, so it stays whole. */
const CONTENTS: Readonly<Record<JinaGeneration, Fields>> = {
  'jina/v1': { 1: { 1: DOCUMENT_V1 } },
  'jina/v2': { 1: { 1: DOCUMENT_V2 } },
};

// Nested deeper than any document may be: whoever decodes it says so.
const MAX_LEVELS = 400;

/**
 * Takes the large values out of a `DataContentProto` body, as views on it. Only fields that are large are gone into, so it costs
 * nothing that grows with the values. Undefined when there is none, or the bytes are no such body: whoever decodes them says what is wrong.
 */
export function cutFrames(generation: JinaGeneration, body: Uint8Array): Frames | undefined {
  const writer = new FrameWriter();
  try {
    copyMessage(body, CONTENTS[generation], writer, 0);
  } catch {
    return undefined;
  }
  const frames = writer.finishFrames(generation);
  return frames.values.length === 0 ? undefined : frames;
}

function copyMessage(bytes: Uint8Array, fields: Fields, writer: FrameWriter, level: number): void {
  if (level > MAX_LEVELS) throw new RangeError('max depth exceeded');
  const reader = protobuf.Reader.create(bytes);
  let copied = 0;
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    const inside = (tag & 7) === 2 ? fields[tag >>> 3] : undefined;
    if (inside === undefined) {
      reader.skipType(tag & 7, 0, tag >>> 3);
      continue;
    }
    const lengthAt = reader.pos;
    const length = reader.size();
    const start = reader.pos;
    reader.skip(length);
    if (length < MIN_FRAME_BYTES) continue;
    writer.raw(bytes.subarray(copied, lengthAt));
    const value = bytes.subarray(start, start + length);
    if (inside === 'value') writer.bytes(value);
    else {
      writer.fork();
      copyMessage(value, inside, writer, level + 1);
      writer.ldelim();
    }
    copied = reader.pos;
  }
  writer.raw(bytes.subarray(copied));
}
