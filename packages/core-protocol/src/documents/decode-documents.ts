import protobuf from 'protobufjs/minimal.js';
import { docarray, jina } from '../../gen/jina-v2.js';
import type { ContentType } from '../content-type.js';
import { toProtocolError } from '../errors/protocol-error.js';
import { RuntimeError } from '../errors/runtime-error.js';
import { schemaPlace } from '../json-schema/schema-place.js';
import type { JsonObject } from '../json-value.js';
import { countWithin } from './count-documents.js';
import type { Document } from './document.js';
import { type Frames, readAllFrames } from './frames/frame-head.js';
import { FrameReader } from './frames/frame-reader.js';
import { readDocumentsV1 } from './jina-v1/decode-v1.js';
import { readDocument as readDocumentV2 } from './jina-v2/decode-v2.js';
import { readJsonDocuments, readJsonForms } from './json/decode-json.js';
import { DEFAULT_MAX_DEPTH, DEFAULT_MAX_DOCUMENTS, type DecodeState, type DocumentLimits, MAX_ZERO_FILL_BYTES } from './limits.js';

/** How a payload is read. */
export interface DecodeDocumentsOptions {
  /** JSON Schema of one document: tells which fields of JSON are tensors, bytes and documents. Jina's forms tell it themselves. */
  readonly schema?: JsonObject;
  /**
   * Remember how each field came (node kind and type, dtype), in a symbol property that survives `{ ...doc }`, so that
   * `encodeDocuments` writes an untouched field again as it came. For Executors; default false. JSON has nothing to remember.
   */
  readonly keepOrigin?: boolean;
  /** The documents were JSON before: what JSON cannot tell (tensors, bytes, documents) is read from the schema, as it is for `json`. */
  readonly wereJson?: boolean;
  readonly limits?: DocumentLimits;
}

/**
 * The documents of a payload. Values up to 4 KiB are copied out of it; larger blobs and tensors are views on it where they are
 * aligned, so whoever keeps them keeps the payload, and a change of one shows in the other.
 * Throws `protocol_malformed`, `protocol_too_deep`, `protocol_message_too_large` (too many documents) or `protocol_content_unsupported`
 * (a dtype that numpy has and JavaScript has not; pickled v1 `docs_bytes`, which are never unpickled).
 */
export function decodeDocuments(contentType: ContentType, payload: Uint8Array, options: DecodeDocumentsOptions = {}): Document[] {
  if (contentType === 'zed/frames') return decodeParts(contentType, [payload], options).flat();
  const maxDepth = options.limits?.maxDepth ?? DEFAULT_MAX_DEPTH;
  const maxDocuments = options.limits?.maxDocuments ?? DEFAULT_MAX_DOCUMENTS;
  const state: DecodeState = { keepOrigin: options.keepOrigin ?? false, zeroFillBytes: MAX_ZERO_FILL_BYTES };
  try {
    assertCount(countWithin(contentType, payload, maxDepth), maxDocuments);
    switch (contentType) {
      case 'json':
        return readJsonDocuments(payload, schemaPlace(options.schema));
      case 'jina/v1':
        return readDocumentsV1(payload, state, maxDepth);
      case 'jina/v2':
        return withJsonForms(decodeV2(payload, state, maxDepth), options);
    }
  } catch (thrown) {
    throw toProtocolError(thrown, `documents (${contentType})`);
  }
}

/**
 * The documents of each part of a message, one list per part. As `decodeDocuments`, also for `zed/frames`, where the values that came as
 * payloads of their own are views on them.
 */
export function decodeParts(contentType: ContentType, payloads: readonly Uint8Array[], options: DecodeDocumentsOptions = {}): Document[][] {
  if (contentType !== 'zed/frames') return payloads.map((payload) => decodeDocuments(contentType, payload, options));
  return readAllFrames(payloads).map((frames) => decodeFrames(frames, options));
}

function decodeFrames(frames: Frames, options: DecodeDocumentsOptions): Document[] {
  const { generation, skeleton } = frames;
  const maxDepth = options.limits?.maxDepth ?? DEFAULT_MAX_DEPTH;
  const state: DecodeState = { keepOrigin: options.keepOrigin ?? false, zeroFillBytes: MAX_ZERO_FILL_BYTES };
  try {
    assertCount(countWithin(generation, skeleton, maxDepth), options.limits?.maxDocuments ?? DEFAULT_MAX_DOCUMENTS);
    const reader = new FrameReader(frames);
    const documents =
      generation === 'jina/v1' ? readDocumentsV1(reader, state, maxDepth) : withJsonForms(decodeV2(reader, state, maxDepth), options);
    reader.assertAllRead();
    return documents;
  } catch (thrown) {
    throw toProtocolError(thrown, 'documents (zed/frames)');
  }
}

function decodeV2(payload: Uint8Array | protobuf.Reader, state: DecodeState, maxDepth: number): Document[] {
  // protobufjs counts from here up to its own limit, so the option moves the start.
  const depth = protobuf.Reader.recursionLimit - maxDepth;
  const content = jina.DataRequestProto.DataContentProto.decode(payload, undefined, undefined, depth);
  const list = content.docsBytes ? docarray.DocListProto.decode(content.docsBytes, undefined, undefined, depth) : content.docs;
  return (list?.docs ?? []).map((proto) => readDocumentV2(proto, state));
}

function withJsonForms(documents: Document[], { wereJson, schema }: DecodeDocumentsOptions): Document[] {
  return wereJson ? readJsonForms(documents, schemaPlace(schema)) : documents;
}

function assertCount(count: number, maxDocuments: number): void {
  if (count <= maxDocuments) return;
  throw new RuntimeError(
    'protocol_message_too_large',
    `the request has ${count} documents, the limit is ${maxDocuments}: send fewer at once`,
    {
      details: { documents: count, maxDocuments },
    },
  );
}
