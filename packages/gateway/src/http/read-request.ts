import {
  countDocuments,
  decodeJsonRequest,
  type Envelope,
  type EnvelopeDraft,
  type Message,
  newId,
  RuntimeError,
} from '@zedflow/core-protocol';
import type { FastifyRequest } from 'fastify';
import { singleHeaders, timeoutOf } from '../calls/caller-headers.js';

/** What a route knows of its requests beside the body. */
export interface RequestShape {
  /** Endpoint of the Flow; absent = the body's `execEndpoint`, default `/` (Jina 3.34). */
  readonly endpoint?: string;
  /** v1: `data` is a list, `{"docs": [...]}` or nothing. v2: `data` is needed, a list or one document. */
  readonly generation: 'v1' | 'v2';
}

export interface ReadContext {
  readonly now: () => number;
  /** Generation of the Flow. */
  readonly docarray: 'v1' | 'v2';
}

/** A request, and the generation whose form its answer has. */
export interface ReadRequest {
  readonly message: Message;
  readonly generation: 'v1' | 'v2';
}

const ACCEPT_JSON: readonly ['json'] = ['json'];
const OPENING_BRACE = 0x7b;
const SPACE = 0x20;
const NO_BYTES = new Uint8Array(0);

/**
 * The message that an HTTP request means. Documents stay bytes. Throws `protocol_malformed` (422).
 * A v1 Flow has no route per endpoint in Jina 3.34, yet Python's client takes one where it sees it: its bodies, which name their
 * endpoint, are answered as `/post` does there, so that the client finds status and routes.
 */
export function readRequest(request: FastifyRequest, shape: RequestShape, context: ReadContext): ReadRequest {
  const body = bodyOf(request);
  if (body.byteLength === 0) throw malformed('the body is empty; send a JSON object with `data`');
  const { envelope, payloads } = decodeJsonRequest(body);
  const payload = payloads[0];
  const generation = shape.generation === 'v2' && context.docarray === 'v1' && envelope.endpoint !== '' ? 'v1' : shape.generation;
  if (payload === undefined && generation === 'v2') throw malformed('`data` is missing; send a document or a list of documents');
  if (payload?.[0] === OPENING_BRACE && generation === 'v1') throw malformed('`data` must be a list of documents, got one object');
  return {
    message: { envelope: completed(envelope, shape.endpoint ?? (envelope.endpoint || '/'), request, context), payloads },
    generation,
  };
}

/** The message of a stream that is asked for by GET: the body, or the query, is the document itself (Jina 3.34). */
export function readDocumentRequest(request: FastifyRequest, endpoint: string, context: ReadContext): Message {
  const body = bodyOf(request);
  const payload = body.byteLength > 0 ? body : Buffer.from(JSON.stringify(request.query ?? {}));
  // Counting walks over the brackets, so that depth and ends are checked.
  countDocuments('json', payload);
  if (payload.find((byte) => byte > SPACE) !== OPENING_BRACE) throw malformed('the body must be one document, as a JSON object');
  const envelope: Envelope = { kind: 'open', sequence: 0, requestId: '', endpoint, contentType: 'json' };
  return { envelope: completed(envelope, endpoint, request, context), payloads: [payload] };
}

function bodyOf({ body, headers }: FastifyRequest): Uint8Array {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new RuntimeError('protocol_content_unsupported', `Content-Encoding '${encoding}' is not read; send the body as it is`);
  }
  return body instanceof Uint8Array ? body : NO_BYTES;
}

function completed(envelope: Envelope, endpoint: string, request: FastifyRequest, context: ReadContext): Envelope {
  const { headers } = request;
  const timeoutMs = timeoutOf(headers);
  // Filled in place: it was made a moment ago and nobody else has it.
  const draft: EnvelopeDraft = envelope;
  draft.endpoint = endpoint;
  if (draft.requestId === '') draft.requestId = newId();
  draft.accept = ACCEPT_JSON;
  draft.headers = singleHeaders(headers);
  if (timeoutMs !== undefined) draft.deadlineMs = context.now() + timeoutMs;
  const traceparent = headers['traceparent'];
  if (typeof traceparent === 'string') draft.traceparent = traceparent;
  return draft;
}

function malformed(message: string): RuntimeError {
  return new RuntimeError('protocol_malformed', message);
}
