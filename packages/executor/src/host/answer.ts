import {
  type ContentType,
  type Document,
  type EncodeDocumentsOptions,
  type Envelope,
  type EnvelopeDraft,
  encodeDocuments,
  isNdArray,
  type JsonObject,
  joinDocuments,
  type Message,
  type MessageKind,
  RESULTS_KEY,
  type Status,
  transcode,
} from '@zedflow/core-protocol';
import type { HostedEndpoint } from './hosted-endpoint.js';

const SUCCESS: Status = Object.freeze({ code: 'SUCCESS' });
const NO_PAYLOADS: readonly Uint8Array[] = Object.freeze([]);

/** What documents are written as when neither the caller nor its documents say: today's docarray. */
export const FALLBACK_CONTENT_TYPE: ContentType = 'jina/v2';

/** An answer that carries `docs`. */
export function answerWith(
  kind: 'reply' | 'item',
  request: Envelope,
  docs: readonly Document[],
  endpoint: HostedEndpoint,
  results?: JsonObject,
): Message {
  if (docs.length === 0) return { envelope: answerEnvelope(kind, request, SUCCESS, undefined, results), payloads: NO_PAYLOADS };
  const { accept } = request;
  let contentType = accept?.[0] ?? request.contentType ?? FALLBACK_CONTENT_TYPE;
  let options: EncodeDocumentsOptions = endpoint.encodeOptions;
  // The next node of a chain: JSON would make float64 of float32. What an Executor leaves without an id stays so, as in JSON.
  if (contentType === 'json' && accept?.includes('jina/v2') && hasBinary(docs, 0)) {
    contentType = 'jina/v2';
    options = { ...options, keepsAbsentIds: true };
  }
  const payload = encodeDocuments(contentType, docs as Document[], options);
  return { envelope: answerEnvelope(kind, request, SUCCESS, contentType, results), payloads: [payload] };
}

// Deeper than any document may be: the encoder says so.
const MAX_DEPTH = 100;

/** Whether there is a tensor or a blob somewhere in the value. */
function hasBinary(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return false;
  if (ArrayBuffer.isView(value) || isNdArray(value)) return true;
  for (const member of Array.isArray(value) ? value : Object.values(value)) if (hasBinary(member, depth + 1)) return true;
  return false;
}

/** The request's documents as they came, in a form that the caller reads. They are decoded only when it cannot read this one. */
export function answerUnchanged(kind: 'reply' | 'item' | 'end', request: Message, status: Status = SUCCESS): Message {
  const { envelope, payloads } = request;
  const [first] = payloads;
  if (first === undefined) return { envelope: answerEnvelope(kind, envelope, status), payloads: NO_PAYLOADS };
  const contentType = envelope.contentType ?? FALLBACK_CONTENT_TYPE;
  const payload = payloads.length === 1 ? first : joinDocuments(contentType, payloads as Uint8Array[]);
  const accept = envelope.accept;
  if (accept === undefined || accept.length === 0 || accept.includes(contentType)) {
    return { envelope: answerEnvelope(kind, envelope, status, contentType), payloads: [payload] };
  }
  const wanted = accept[0] as ContentType;
  return { envelope: answerEnvelope(kind, envelope, status, wanted), payloads: [transcode(contentType, wanted, payload)] };
}

/** The end of a stream. */
export function answerEnd(request: Envelope, status: Status = SUCCESS): Message {
  return { envelope: answerEnvelope('end', request, status), payloads: NO_PAYLOADS };
}

function answerEnvelope(kind: MessageKind, request: Envelope, status: Status, contentType?: ContentType, results?: JsonObject): Envelope {
  const envelope: EnvelopeDraft = {
    kind,
    sequence: request.sequence,
    requestId: request.requestId,
    endpoint: request.endpoint,
    status,
  };
  if (contentType !== undefined) envelope.contentType = contentType;
  if (kind === 'reply') {
    if (results !== undefined) envelope.parameters = { ...request.parameters, [RESULTS_KEY]: results };
    else if (request.parameters !== undefined) envelope.parameters = request.parameters;
  }
  return envelope;
}
