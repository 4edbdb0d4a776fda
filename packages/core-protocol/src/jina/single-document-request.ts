import protobuf from 'protobufjs/minimal.js';
import { jina } from '../../gen/jina-v2.js';
import { countInList, DOCS_TAG, forEachField } from '../documents/content.js';
import { withoutFrames } from '../documents/frames/framed-message.js';
import type { Message } from '../envelope/envelope.js';
import { malformed, toProtocolError } from '../errors/protocol-error.js';
import { jinaPayload, readRequestFields } from './data-request.js';
import { detectGeneration } from './generation.js';
import { fieldsOfEnvelope, type JinaRequestOptions, messageOfFields } from './request-fields.js';

const WHAT = 'jina.SingleDocumentRequestProto';

/**
 * Reads a `jina.SingleDocumentRequestProto` of either generation; kind `open` unless `options.kind` says otherwise.
 * The payload is a `DataContentProto` body with the one document, which is copied but not decoded; none without a document
 * (the answer of a handler that failed). Throws as `decodeDataRequest`.
 */
export function decodeSingleDocumentRequest(bytes: Uint8Array, options: JinaRequestOptions = {}): Message {
  const fields = readRequestFields(bytes, WHAT);
  const payload = fields.content && wrapDocument(fields.content);
  const contentType = (payload && detectGeneration(payload)) ?? options.fallback;
  return messageOfFields(fields, options.kind ?? 'open', payload, contentType);
}

/**
 * Writes a `jina.SingleDocumentRequestProto`. The payload must be in Jina's form and hold one document, or none.
 * Throws `protocol_content_unsupported` for `json`, `protocol_malformed` for several documents.
 */
export function encodeSingleDocumentRequest(message: Message): Uint8Array {
  const payload = jinaPayload(withoutFrames(message));
  const writer = jina.DataRequestProtoWoData.encode(fieldsOfEnvelope(message.envelope));
  const document = payload && unwrapDocument(payload);
  if (document !== undefined) writer.uint32(34).bytes(document);
  return writer.finish();
}

/** `docs { docs: [document] }` around the bytes of a document. */
function wrapDocument(document: Uint8Array): Uint8Array {
  return new protobuf.Writer().uint32(DOCS_TAG).fork().uint32(DOCS_TAG).bytes(document).ldelim().finish();
}

function unwrapDocument(payload: Uint8Array): Uint8Array | undefined {
  try {
    let document: Uint8Array | undefined;
    forEachField(payload, (tag, list) => {
      if (tag !== DOCS_TAG) throw malformed(WHAT, 'docs_bytes cannot be sent as a single document');
      const count = countInList(list);
      if (count === 0) return;
      if (count > 1 || document !== undefined)
        throw malformed(WHAT, `one document is needed, the payload has ${document === undefined ? count : 'more'}`);
      document = onlyDocument(list);
    });
    return document;
  } catch (thrown) {
    throw toProtocolError(thrown, WHAT);
  }
}

function onlyDocument(list: Uint8Array): Uint8Array | undefined {
  let document: Uint8Array | undefined;
  forEachField(list, (tag, value) => {
    if (tag === DOCS_TAG) document = value;
  });
  return document;
}
