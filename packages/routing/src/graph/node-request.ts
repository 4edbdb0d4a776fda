import type { ContentType, Envelope, EnvelopeDraft, Message } from '@zedflow/core-protocol';
import type { Documents } from './documents.js';
import { resolveNodeParameters } from './node-parameters.js';
import type { Visit } from './visit-plan.js';

/**
 * Between the nodes of a call that came as JSON: JSON where it says all, else a form that keeps the dtype of tensors; what a node of
 * Python Jina writes is passed on as it is. One object, so that envelopes stay alike.
 */
const ANY_FORM: readonly ContentType[] = Object.freeze<ContentType[]>(['json', 'jina/v2', 'jina/v1']);

/**
 * What a node is sent of a call. Only a final one is told what the client reads: the others may answer in the form they got, or one that
 * says more. Member by member: a spread and a `delete` make an object that every later step is slow with.
 */
export function nodeRequest(call: Envelope, { step, isFinal }: Visit, kind: 'call' | 'open', documents: Documents): Message {
  const { requestId, endpoint, parameters } = call;
  const draft: EnvelopeDraft = {
    kind,
    sequence: 0,
    requestId,
    endpoint,
    // Jina clears it, so that a Flow behind this one does not apply it again (Jina 3.34).
    targetExecutor: '',
    routes: documents.origin,
  };
  if (documents.contentType !== undefined) draft.contentType = documents.contentType;
  const accept = isFinal ? acceptOfClient(call) : call.contentType === 'json' ? ANY_FORM : undefined;
  if (accept !== undefined) draft.accept = accept;
  if (parameters !== undefined) draft.parameters = resolveNodeParameters(parameters, step.node.name);
  if (call.deadlineMs !== undefined) draft.deadlineMs = call.deadlineMs;
  if (call.traceparent !== undefined) draft.traceparent = call.traceparent;
  if (call.headers !== undefined) draft.headers = call.headers;
  if (documents.parts !== undefined) draft.parts = documents.parts;
  return { envelope: draft, payloads: documents.payloads };
}

/** Who asks for nothing in particular reads what it wrote. One object per form, so that envelopes stay alike. */
function acceptOfClient({ accept, contentType }: Envelope): readonly ContentType[] | undefined {
  if ((accept !== undefined && accept.length > 0) || contentType === undefined) return accept;
  return OWN_FORM[contentType];
}

const OWN_FORM: Readonly<Record<ContentType, readonly ContentType[]>> = {
  'jina/v1': Object.freeze<ContentType[]>(['jina/v1']),
  'jina/v2': Object.freeze<ContentType[]>(['jina/v2']),
  json: Object.freeze<ContentType[]>(['json']),
  'zed/frames': Object.freeze<ContentType[]>(['zed/frames']),
};

/** Fails to compile when the envelope has a member of which nothing is said here. */
type Said =
  | keyof Pick<Envelope, 'kind' | 'sequence' | 'requestId' | 'endpoint' | 'targetExecutor' | 'routes' | 'contentType' | 'accept' | 'parts'>
  | keyof Pick<Envelope, 'parameters' | 'deadlineMs' | 'traceparent' | 'headers'>
  // Of one hop, or of answers.
  | keyof Pick<Envelope, 'remainingMs' | 'remainingRoute' | 'status' | 'error' | 'credit' | 'body'>;
const EVERY_MEMBER_IS_SAID: [Exclude<keyof Envelope, Said>] extends [never] ? true : never = true;
void EVERY_MEMBER_IS_SAID;
