import type { Reader } from 'protobufjs/minimal.js';

/** The bytes of a length-delimited field as a view, the tag of which was just read. */
export function readSlice(reader: Reader, bytes: Uint8Array): Uint8Array {
  const length = reader.size();
  const start = reader.pos;
  reader.skip(length);
  return bytes.subarray(start, start + length);
}
