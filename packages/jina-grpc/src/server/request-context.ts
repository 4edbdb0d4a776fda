import {
  type ContentType,
  type EnvelopeDraft,
  encodeDataRequest,
  encodeSingleDocumentRequest,
  generationOfFrames,
  type Message,
  type MessageKind,
  transcode,
  withoutFrames,
} from '@zedflow/core-protocol';
import type { Activity, CallService, Logger } from '@zedflow/runtime-api';
import type { RpcCaller } from './caller.js';
import type { GenerationMemory } from './generation-memory.js';

/** What the handlers of all data RPCs share. */
export interface RequestContext {
  readonly service: CallService;
  readonly role: 'gateway' | 'worker';
  readonly logger: Logger;
  readonly activity: Activity;
  readonly generations: GenerationMemory;
  /** Calls of one `Call` RPC that may be in flight, and the bytes of their requests and of answers not yet taken. */
  readonly maxInFlight: number;
  readonly maxInFlightBytes: number;
}

/** A decoded request with what its caller sent beside it. */
export function completeRequest(message: Message, kind: MessageKind, caller: RpcCaller, context: RequestContext): Message {
  // Filled in place: it was decoded a moment ago and nobody else has it; a copy would be a tenth of what a short call costs.
  const envelope: EnvelopeDraft = message.envelope;
  const generation = context.generations.resolve(caller.peer, envelope.contentType);
  envelope.kind = kind;
  envelope.headers = caller.headers;
  envelope.accept = ACCEPT[generation];
  if (message.payloads.length > 0) envelope.contentType = generation;
  if (caller.deadlineMs !== undefined) envelope.deadlineMs = caller.deadlineMs;
  if (caller.traceparent !== undefined) envelope.traceparent = caller.traceparent;
  return message;
}

/** One frozen list per type: no allocation per request. */
const ACCEPT: Readonly<Record<ContentType, readonly ContentType[]>> = {
  'jina/v1': Object.freeze<ContentType[]>(['jina/v1']),
  'jina/v2': Object.freeze<ContentType[]>(['jina/v2']),
  json: Object.freeze<ContentType[]>(['json']),
  'zed/frames': Object.freeze<ContentType[]>(['zed/frames']),
};

/** The bytes of a reply, in the generation that the caller reads. */
export function replyBytes(reply: Message, request: Message): Uint8Array {
  return encodeDataRequest(inGenerationOf(request, reply));
}

/** The bytes of one item of a document stream. */
export function itemBytes(item: Message, request: Message): Uint8Array {
  return encodeSingleDocumentRequest(inGenerationOf(request, item));
}

function inGenerationOf(request: Message, reply: Message): Message {
  const wanted = request.envelope.accept?.[0];
  const { contentType } = reply.envelope;
  const payload = reply.payloads[0];
  if (wanted === undefined || contentType === undefined || contentType === wanted || payload === undefined) return reply;
  if (contentType === 'zed/frames') {
    return generationOfFrames(payload) === wanted ? reply : inGenerationOf(request, withoutFrames(reply));
  }
  return { envelope: { ...reply.envelope, contentType: wanted }, payloads: [transcode(contentType, wanted, payload)] };
}
