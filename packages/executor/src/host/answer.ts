import {
  type ContentType,
  type Document,
  type EncodeDocumentsOptions,
  type Envelope,
  type EnvelopeDraft,
  encodeDocuments,
  encodeFrames,
  generationOfFrames,
  isNdArray,
  type JsonObject,
  joinDocuments,
  type Message,
  type MessageKind,
  RESULTS_KEY,
  readsFrames,
  type Status,
  transcode,
  withoutFrames,
} from '@zedflow/core-protocol';
import type { HostedEndpoint } from './hosted-endpoint.js';

const SUCCESS: Status = Object.freeze({ code: 'SUCCESS' });
const NO_PAYLOADS: readonly Uint8Array[] = Object.freeze([]);

/** What documents are written as when neither the caller nor its documents say: today's docarray. */
export const FALLBACK_CONTENT_TYPE: ContentType = 'jina/v2';

/** An answer that carries `docs`. */
export function answerWith(
  kind: 'reply' | 'item',
  request: Message,
  docs: readonly Document[],
  endpoint: HostedEndpoint,
  results?: JsonObject,
): Message {
  const { envelope } = request;
  if (docs.length === 0) return { envelope: answerEnvelope(kind, envelope, SUCCESS, undefined, results), payloads: NO_PAYLOADS };
  const { accept } = envelope;
  let contentType = wantedBy(request);
  let options: EncodeDocumentsOptions = endpoint.encodeOptions;
  // The next node of a chain: JSON would make float64 of float32. What an Executor leaves without an id stays so, as in JSON.
  if (contentType === 'json' && accept?.includes('jina/v2') && hasBinary(docs, 0)) {
    contentType = 'jina/v2';
    options = { ...options, keepsAbsentIds: true };
  }
  if (contentType === 'json' || !readsFrames(accept, contentType)) {
    const payload = encodeDocuments(contentType, docs, options);
    return { envelope: answerEnvelope(kind, envelope, SUCCESS, contentType, results), payloads: [payload] };
  }
  const payloads = encodeFrames(contentType, docs, options).map((payload, index) => (index === 0 ? payload : settled(payload, request)));
  return { envelope: answerEnvelope(kind, envelope, SUCCESS, 'zed/frames', results), payloads };
}

/** The form that the caller likes best; without a word of its own that of its documents. */
function wantedBy({ envelope, payloads }: Message): Exclude<ContentType, 'zed/frames'> {
  const wanted = envelope.accept?.[0] ?? envelope.contentType ?? 'jina/v2';
  return wanted === 'zed/frames' ? (generationOfFrames(payloads[0]) ?? 'jina/v2') : wanted;
}

/**
 * A value as it is now. What came with the request is handed on as it is; what the Executor holds itself it may change before a link
 * has sent it (a sum that it keeps, a buffer that it fills again), so that is copied here, once.
 */
function settled(value: Uint8Array, { payloads }: Message): Uint8Array {
  return payloads.some(({ buffer }) => buffer === value.buffer) ? value : value.slice();
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
  if (contentType === 'zed/frames') {
    const isReadable = envelope.parts === undefined && readsFrames(envelope.accept, generationOfFrames(first) ?? contentType);
    if (!isReadable) return answerUnchanged(kind, withoutFrames(request), status);
    return { envelope: answerEnvelope(kind, envelope, status, contentType), payloads };
  }
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
