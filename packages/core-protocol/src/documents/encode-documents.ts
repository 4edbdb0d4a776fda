import { jina } from '../../gen/jina-v2.js';
import type { ContentType } from '../content-type.js';
import { toEncodeError } from '../errors/protocol-error.js';
import { RuntimeError } from '../errors/runtime-error.js';
import { schemaPlace } from '../json-schema/schema-place.js';
import type { JsonObject } from '../json-value.js';
import type { Document } from './document.js';
import { writeDocumentsV1 } from './jina-v1/encode-v1.js';
import { writeDocument as writeDocumentV2 } from './jina-v2/encode-v2.js';
import { writeJsonDocuments } from './json/encode-json.js';

/** How a payload is written. */
export interface EncodeDocumentsOptions {
  /** JSON Schema of one document: tells floats from integers and documents from dicts where a value does not (`jina/v2`). */
  readonly schema?: JsonObject;
  /** `cls_name` of every tensor and embedding (`jina/v1` only; elsewhere `list` is `config_unsupported`). Default: as it came, else `numpy`. */
  readonly outputArrayType?: 'numpy' | 'list';
  /** Leave out an `id` that is absent, as JSON does, where `jina/v2` makes one up. Default false. */
  readonly keepsAbsentIds?: boolean;
}

/**
 * The payload of documents: always present, also for none. Fields that are `undefined` are left out; `null` is a node without content
 * in v2, absent in v1, null in JSON. Fields that `jina/v1` does not have go into `tags`.
 * Throws `invalid_argument` for values that no document can hold, naming the field; `protocol_too_deep`
 * beyond 100 levels (or a circle).
 */
export function encodeDocuments(
  contentType: ContentType,
  documents: readonly Document[],
  options: EncodeDocumentsOptions = {},
): Uint8Array {
  if (options.outputArrayType === 'list' && contentType === 'jina/v2') {
    throw new RuntimeError('config_unsupported', 'output_array_type list is a choice of docarray below 0.30 (jina/v1), not of jina/v2');
  }
  try {
    switch (contentType) {
      case 'json':
        return Buffer.from(writeJsonDocuments(documents), 'utf8');
      case 'jina/v1':
        return writeDocumentsV1(documents, options.outputArrayType);
      case 'jina/v2':
        return encodeV2(documents, options);
    }
  } catch (thrown) {
    throw toEncodeError(thrown, `documents (${contentType})`);
  }
}

function encodeV2(documents: readonly Document[], { schema, keepsAbsentIds }: EncodeDocumentsOptions): Uint8Array {
  const place = schemaPlace(schema);
  const docs = documents.map((document, i) => writeDocumentV2(document, place, `[${i}]`, 0, keepsAbsentIds));
  return jina.DataRequestProto.DataContentProto.encode({ docs: { docs } }).finish();
}
