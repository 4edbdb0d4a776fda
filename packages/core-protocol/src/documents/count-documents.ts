import type { ContentType } from '../content-type.js';
import { malformed, toProtocolError } from '../errors/protocol-error.js';
import { RuntimeError } from '../errors/runtime-error.js';
import { skipSpace, skipValue } from '../wire/json-scan.js';
import { countInList, DOCS_TAG, forEachField } from './content.js';
import { DEFAULT_MAX_DEPTH } from './limits.js';

/**
 * How many documents a payload has, without decoding them (nested ones are not counted). Opaque v1 `docs_bytes` count as none.
 * Throws `protocol_malformed` for bytes that are no such payload.
 */
export function countDocuments(contentType: ContentType, payload: Uint8Array): number {
  try {
    return countWithin(contentType, payload, DEFAULT_MAX_DEPTH);
  } catch (thrown) {
    throw toProtocolError(thrown, 'documents');
  }
}

/** The same for JSON of a given depth; its brackets are all looked at on the way. */
export function countWithin(contentType: ContentType, payload: Uint8Array, maxDepth: number): number {
  if (contentType === 'zed/frames') {
    throw new RuntimeError('protocol_content_unsupported', 'documents in zed/frames are counted when they are decoded');
  }
  return contentType === 'json' ? countJson(payload, maxDepth) : countJina(contentType, payload);
}

function countJina(contentType: ContentType, payload: Uint8Array): number {
  let count = 0;
  let isOpaque = false;
  forEachField(payload, (tag, list) => {
    // `docs` and `docs_bytes` are one oneof: the later one replaces the other.
    if (isOpaque !== (tag !== DOCS_TAG) || tag !== DOCS_TAG) count = 0;
    isOpaque = tag !== DOCS_TAG;
    if (isOpaque && contentType === 'jina/v1') return;
    count += countInList(list);
  });
  return count;
}

function countJson(payload: Uint8Array, maxDepth: number): number {
  let at = skipSpace(payload, 0);
  if (payload[at] !== 0x5b) {
    skipValue(payload, at, maxDepth);
    return 1;
  }
  at = skipSpace(payload, at + 1);
  let count = 0;
  while (payload[at] !== 0x5d) {
    at = skipSpace(payload, skipValue(payload, at, maxDepth - 1));
    count++;
    if (payload[at] === 0x2c) at = skipSpace(payload, at + 1);
    else if (payload[at] !== 0x5d) throw malformed('documents', `a comma or ] is missing at byte ${at}`);
  }
  return count;
}
