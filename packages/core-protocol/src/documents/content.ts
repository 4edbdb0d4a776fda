import protobuf from 'protobufjs/minimal.js';
import { RuntimeError } from '../errors/runtime-error.js';
import { readSlice } from '../wire/slice.js';

/** Tags of `DataContentProto`: field 1 `docs`, field 2 `docs_bytes`. */
export const DOCS_TAG = 10;
export const DOCS_BYTES_TAG = 18;

/** Repeats of one field, which are legal but pointless: this many only burn time. */
const MAX_REPEATS = 10_000;

/** Calls `visit` for every field 1 and 2 of a `DataContentProto` body. The values are views. */
export function forEachField(content: Uint8Array, visit: (tag: number, value: Uint8Array) => void): void {
  const reader = protobuf.Reader.create(content);
  for (let count = 0; reader.pos < reader.len; count++) {
    if (count === MAX_REPEATS)
      throw new RuntimeError('protocol_message_too_large', `documents: more than ${MAX_REPEATS} lists of documents`);
    const tag = reader.tag();
    if (tag === DOCS_TAG || tag === DOCS_BYTES_TAG) visit(tag, readSlice(reader, content));
    else reader.skipType(tag & 7, 0, tag >>> 3);
  }
}

/** Documents of a `DocumentArrayProto` or `DocListProto`; none is looked at. */
export function countInList(list: Uint8Array): number {
  const reader = protobuf.Reader.create(list);
  let count = 0;
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    if (tag === DOCS_TAG) count++;
    reader.skipType(tag & 7, 0, tag >>> 3);
  }
  return count;
}
