/**
 * What a Python client sends: a new id per request and per document, the document as docarray v2 writes a `TextDoc` (an `id` node with
 * its type, `text`, a node without content for each field that is not set), and the parameters of a caller that gave none.
 * A body is encoded once; a request writes its ids into it, so that the generator's work is not what is measured.
 */
import { randomFillSync } from 'node:crypto';
import { decodeDataRequest, decodeDocuments, encodeDataRequest, encodeDocuments } from '@zedflow/core-protocol';

const ENDPOINT = '/echo';
const PARAMETERS = { __results__: {} };
/** Jina's ids: 128 random bits as hexadecimal digits. */
const ID_LENGTH = 32;
const REQUEST_ID = 'r'.repeat(ID_LENGTH);
const DOCUMENT_ID = 'd'.repeat(ID_LENGTH);
const UNSET_FIELDS = { url: null, embedding: null, bytes_: null };
/** A larger document carries a tensor where its form has one, as in the field. */
const TENSOR_ABOVE_BYTES = 10_000;

const textDocument = (bytes) => ({ id: DOCUMENT_ID, text: 'x'.repeat(bytes), ...UNSET_FIELDS });

function tensorDocument(bytes) {
  const length = Math.floor(bytes / 4);
  return { id: DOCUMENT_ID, tensor: { dtype: 'float32', shape: [length], data: new Float32Array(length).fill(0.5) } };
}

/** Body of an HTTP request, in the form of the Python client. */
function jsonBody(bytes) {
  const header = { request_id: REQUEST_ID, exec_endpoint: ENDPOINT };
  return Buffer.from(JSON.stringify({ header, parameters: PARAMETERS, data: [textDocument(bytes)], exec_endpoint: ENDPOINT }));
}

/** Jina's DataRequestProto. */
function protoBody(bytes) {
  const envelope = {
    kind: 'call',
    sequence: 0,
    requestId: REQUEST_ID,
    endpoint: ENDPOINT,
    contentType: 'jina/v2',
    parameters: PARAMETERS,
  };
  const document = bytes > TENSOR_ABOVE_BYTES ? tensorDocument(bytes) : textDocument(bytes);
  return Buffer.from(encodeDataRequest({ envelope, payloads: [encodeDocuments('jina/v2', [document])] }));
}

/** One request per call in flight, written again by `next(lane)`: when the lane is free, its bytes have been answered. */
function renewable(body, inFlight) {
  const places = [REQUEST_ID, DOCUMENT_ID].map((id) => body.indexOf(id));
  const bodies = Array.from({ length: inFlight }, () => Buffer.from(body));
  return (lane) => {
    const request = bodies[lane];
    for (const place of places) writeId(request, place);
    return request;
  };
}

const digits = Buffer.alloc(2 ** 16);
let unused = digits.length;

/** Random digits are made in bulk: an id costs a copy. */
function writeId(request, place) {
  if (unused === digits.length) {
    digits.latin1Write(randomFillSync(Buffer.alloc(digits.length / 2)).toString('hex'));
    unused = 0;
  }
  digits.copy(request, place, unused, unused + ID_LENGTH);
  unused += ID_LENGTH;
}

/** `next(lane)` and `documentOf(chunks)`, the document of a request or an answer, for HTTP. */
export function jsonRequests(bytes, inFlight) {
  return { next: renewable(jsonBody(bytes), inFlight), documentOf: (chunks) => JSON.parse(Buffer.concat(chunks).toString()).data[0] };
}

/** As `jsonRequests` for gRPC and WebSocket; `requestIdOf` reads the id of a request or an answer, of which it is the first field. */
export function protoRequests(bytes, inFlight) {
  const body = protoBody(bytes);
  return {
    next: renewable(body, inFlight),
    requestIdOf,
    documentOf(chunks) {
      const { envelope, payloads } = decodeDataRequest(Buffer.concat(chunks));
      if (envelope.status?.code === 'ERROR') throw new Error(`the answer says ${envelope.status.description}`);
      return decodeDocuments(envelope.contentType, payloads[0])[0];
    },
  };
}

const HEADER_TAG = 0x0a;

/** `header` is field 1 of a request and `request_id` is field 1 of the header; every writer of protobuf puts them first. */
function requestIdOf(message) {
  // Tag and length of the header (one or two bytes), tag and length of the id.
  const start = message[2] === HEADER_TAG ? 4 : 5;
  return message.latin1Slice(start, start + ID_LENGTH);
}
