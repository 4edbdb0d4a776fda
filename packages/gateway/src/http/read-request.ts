import { countDocuments, decodeJsonRequest, type Envelope, type Message, RuntimeError } from '@zedflow/core-protocol';
import type { FastifyRequest } from 'fastify';
import { singleHeaders, timeoutOf } from '../calls/caller-headers.js';
import { newRequestId } from '../calls/request-id-source.js';

/** What a route knows of its requests beside the body. */
export interface RequestShape {
  /** Endpoint of the Flow; absent = the body's `execEndpoint`, default `/` (Jina 3.34). */
  readonly endpoint?: string;
  /** v1: `data` is a list, `{"docs": [...]}` or nothing. v2: `data` is needed, a list or one document. */
  readonly generation: 'v1' | 'v2';
}

export interface ReadContext {
  readonly now: () => number;
}

const ACCEPT_JSON: readonly ['json'] = ['json'];
const OPENING_BRACE = 0x7b;
const SPACE = 0x20;
const NO_BYTES = new Uint8Array(0);

/** The message that an HTTP request means. Documents stay bytes. Throws `protocol_malformed` (422). */
export function readRequest(request: FastifyRequest, shape: RequestShape, context: ReadContext): Message {
  const body = request.body instanceof Uint8Array ? request.body : NO_BYTES;
  if (body.byteLength === 0) throw malformed('the body is empty; send a JSON object with `data`');
  const { envelope, payloads } = decodeJsonRequest(body);
  const payload = payloads[0];
  if (payload === undefined && shape.generation === 'v2') throw malformed('`data` is missing; send a document or a list of documents');
  if (payload?.[0] === OPENING_BRACE && shape.generation === 'v1') throw malformed('`data` must be a list of documents, got one object');
  return {
    envelope: completed(envelope, shape.endpoint ?? (envelope.endpoint || '/'), request, context),
    payloads,
  };
}

/** The message of a stream that is asked for by GET: the body, or the query, is the document itself (Jina 3.34). */
export function readDocumentRequest(request: FastifyRequest, endpoint: string, context: ReadContext): Message {
  const body = request.body instanceof Uint8Array ? request.body : NO_BYTES;
  const payload = body.byteLength > 0 ? body : Buffer.from(JSON.stringify(request.query ?? {}));
  // Counting walks over the brackets, so that depth and ends are checked.
  countDocuments('json', payload);
  if (payload.find((byte) => byte > SPACE) !== OPENING_BRACE) throw malformed('the body must be one document, as a JSON object');
  const envelope: Envelope = { kind: 'open', sequence: 0, requestId: '', endpoint, contentType: 'json' };
  return { envelope: completed(envelope, endpoint, request, context), payloads: [payload] };
}

function completed(envelope: Envelope, endpoint: string, request: FastifyRequest, context: ReadContext): Envelope {
  const { headers } = request;
  const timeoutMs = timeoutOf(headers);
  const draft: { -readonly [K in keyof Envelope]: Envelope[K] } = {
    ...envelope,
    endpoint,
    requestId: envelope.requestId || newRequestId(),
    accept: ACCEPT_JSON,
    headers: singleHeaders(headers),
  };
  if (timeoutMs !== undefined) draft.deadlineMs = context.now() + timeoutMs;
  const traceparent = headers['traceparent'];
  if (typeof traceparent === 'string') draft.traceparent = traceparent;
  return draft;
}

function malformed(message: string): RuntimeError {
  return new RuntimeError('protocol_malformed', message);
}
