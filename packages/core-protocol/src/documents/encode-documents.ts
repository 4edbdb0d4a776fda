import { jina } from '../../gen/jina-v2.js';
import type { ContentType } from '../content-type.js';
import { toEncodeError } from '../errors/protocol-error.js';
import { RuntimeError } from '../errors/runtime-error.js';
import { schemaPlace } from '../json-schema/schema-place.js';
import type { JsonObject } from '../json-value.js';
import type { Document } from './document.js';
import { type Frames, type JinaGeneration, writeFrames } from './frames/frame-head.js';
import { FrameWriter } from './frames/frame-writer.js';
import { joinFrames } from './frames/framed-message.js';
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
  if (contentType === 'zed/frames') {
    throw new RuntimeError('protocol_content_unsupported', 'zed/frames are several payloads of jina/v1 or jina/v2: use encodeFrames');
  }
  if (contentType !== 'json') return joinFrames(framesOf(contentType, documents, options));
  try {
    return Buffer.from(writeJsonDocuments(documents), 'utf8');
  } catch (thrown) {
    throw toEncodeError(thrown, 'documents (json)');
  }
}

/**
 * The same documents as `encodeDocuments` writes, as the payloads of `zed/frames`: tensors and blobs from 64 KiB up are not copied, they
 * are views on what the documents hold. One payload when nothing is large. Throws as `encodeDocuments`.
 */
export function encodeFrames(
  generation: JinaGeneration,
  documents: readonly Document[],
  options: EncodeDocumentsOptions = {},
): Uint8Array[] {
  return writeFrames(framesOf(generation, documents, options));
}

function framesOf(generation: JinaGeneration, documents: readonly Document[], options: EncodeDocumentsOptions): Frames {
  if (options.outputArrayType === 'list' && generation === 'jina/v2') {
    throw new RuntimeError('config_unsupported', 'output_array_type list is a choice of docarray below 0.30 (jina/v1), not of jina/v2');
  }
  const writer = new FrameWriter();
  try {
    if (generation === 'jina/v1') writeDocumentsV1(documents, options.outputArrayType, writer);
    else writeDocumentsV2(documents, options, writer);
    return writer.finishFrames(generation);
  } catch (thrown) {
    throw toEncodeError(thrown, `documents (${generation})`);
  }
}

function writeDocumentsV2(documents: readonly Document[], { schema, keepsAbsentIds }: EncodeDocumentsOptions, writer: FrameWriter): void {
  const place = schemaPlace(schema);
  const docs = documents.map((document, i) => writeDocumentV2(document, place, `[${i}]`, 0, keepsAbsentIds));
  jina.DataRequestProto.DataContentProto.encode({ docs: { docs } }, writer);
}
