import protobuf from 'protobufjs/minimal.js';
import type { ContentType } from '../content-type.js';
import { malformed, toProtocolError } from '../errors/protocol-error.js';
import { RuntimeError } from '../errors/runtime-error.js';
import { concatBytes } from '../wire/concat-bytes.js';
import { skipSpace, skipValue } from '../wire/json-scan.js';
import { DOCS_BYTES_TAG, DOCS_TAG, forEachField } from './content.js';
import { DEFAULT_MAX_DEPTH } from './limits.js';

/**
 * One payload with the documents of all, in order; nothing is decoded. One payload is returned as it is.
 * Throws `protocol_malformed` for bytes that are no such payload, `protocol_content_unsupported` for pickled v1 `docs_bytes`.
 */
export function joinDocuments(contentType: ContentType, payloads: readonly Uint8Array[]): Uint8Array {
  if (payloads.length === 1) return payloads[0] as Uint8Array;
  try {
    return contentType === 'json' ? joinJson(payloads) : joinJina(contentType, payloads);
  } catch (thrown) {
    throw toProtocolError(thrown, 'documents');
  }
}

/** The lists one after the other in one `docs` field. */
function joinJina(contentType: ContentType, payloads: readonly Uint8Array[]): Uint8Array {
  const pieces: Uint8Array[] = [new Uint8Array()];
  for (const payload of payloads) addLists(contentType, payload, pieces);
  let bytes = 0;
  for (const list of pieces) bytes += list.byteLength;
  pieces[0] = protobuf.Writer.create().uint32(DOCS_TAG).uint32(bytes).finish();
  return concatBytes(pieces);
}

function addLists(contentType: ContentType, payload: Uint8Array, pieces: Uint8Array[]): void {
  const before = pieces.length;
  forEachField(payload, (tag, list) => {
    if (tag === DOCS_BYTES_TAG) {
      if (contentType === 'jina/v1' && list.byteLength > 0) {
        throw new RuntimeError(
          'protocol_content_unsupported',
          'docs_bytes of docarray below 0.30 are a Python pickle: they cannot be joined',
        );
      }
      // `docs` and `docs_bytes` are one oneof: the later one replaces the other.
      pieces.length = before;
    }
    pieces.push(list);
  });
}

function joinJson(payloads: readonly Uint8Array[]): Uint8Array {
  const pieces: Uint8Array[] = [Uint8Array.of(0x5b)];
  for (const payload of payloads) {
    const elements = elementsOf(payload);
    if (elements.byteLength === 0) continue;
    if (pieces.length > 1) pieces.push(Uint8Array.of(0x2c));
    pieces.push(elements);
  }
  pieces.push(Uint8Array.of(0x5d));
  return concatBytes(pieces);
}

/** What stands between the brackets of an array; a lone object is its own element. */
function elementsOf(payload: Uint8Array): Uint8Array {
  const start = skipSpace(payload, 0);
  const end = skipValue(payload, start, DEFAULT_MAX_DEPTH);
  if (skipSpace(payload, end) !== payload.byteLength) throw malformed('documents', `there is more after the JSON value, at byte ${end}`);
  if (payload[start] === 0x7b) return payload.subarray(start, end);
  if (payload[start] !== 0x5b) throw malformed('documents', 'they must be a JSON array or object');
  const first = skipSpace(payload, start + 1);
  return payload[first] === 0x5d ? new Uint8Array() : payload.subarray(first, end - 1);
}
