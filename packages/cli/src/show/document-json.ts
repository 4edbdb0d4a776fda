import { type Document, isNdArray, ndArrayToList } from '@zedflow/core-protocol';

/** A document as one line of JSON: tensors as nested lists, bytes as base64, as Jina's JSON has them. */
export function documentJson(document: Document): string {
  return JSON.stringify(document, (_key, value: unknown) => {
    if (isNdArray(value)) return ndArrayToList(value);
    if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
    return typeof value === 'bigint' ? value.toString() : value;
  });
}
