import protobuf from 'protobufjs/minimal.js';
import { readSlice } from '../wire/slice.js';

/** Tags of `DataContentProto`: field 1 `docs`, field 2 `docs_bytes`. */
export const DOCS_TAG = 10;
export const DOCS_BYTES_TAG = 18;

/** Calls `visit` for every field 1 and 2 of a `DataContentProto` body, or of the list inside. The values are views. */
export function forEachField(bytes: Uint8Array, visit: (tag: number, value: Uint8Array) => void): void {
  const reader = protobuf.Reader.create(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    if (tag === DOCS_TAG || tag === DOCS_BYTES_TAG) visit(tag, readSlice(reader, bytes));
    else reader.skipType(tag & 7, 0, tag >>> 3);
  }
}
