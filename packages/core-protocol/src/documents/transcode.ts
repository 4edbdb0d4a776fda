import type { ContentType } from '../content-type.js';
import type { JsonObject } from '../json-value.js';
import { decodeDocuments } from './decode-documents.js';
import { encodeDocuments } from './encode-documents.js';

/**
 * The same documents in another form; `from` equal to `to` returns the payload as it is. `schema` is the JSON Schema of one document,
 * as discovery tells it. Throws as `decodeDocuments` and `encodeDocuments` do.
 */
export function transcode(from: ContentType, to: ContentType, payload: Uint8Array, schema?: JsonObject): Uint8Array {
  if (from === to) return payload;
  const options = schema === undefined ? {} : { schema };
  return encodeDocuments(to, decodeDocuments(from, payload, options), options);
}
