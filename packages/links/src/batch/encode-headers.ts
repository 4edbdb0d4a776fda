import { type Envelope, encodeHeader, hasNonFinite } from '@zedflow/core-protocol';
import type { Outgoing } from '../outbox/outgoing.js';
import type { BatchHeaders, ColumnMember, EncodedHeader, HeaderItem } from './batch-headers.js';

/**
 * All headers of a batch as one text. Its calls often differ in their id and a few members alone, and writing and reading whole headers
 * is most of what a call costs. The members are compared one by one, in code, because a loop over their names costs more than it saves.
 */
export function encodeHeaders(outgoing: readonly Outgoing[]): string {
  const items: HeaderItem[] = [];
  const alike: Envelope[] = [];
  let [deadlines, remainings, traces, parameters, headers] = [false, false, false, false, false];
  let previous: Envelope | undefined;
  let isPlain = true;
  for (const { message } of outgoing) {
    const { envelope } = message;
    if (previous === undefined || envelope.parameters !== previous.parameters) isPlain = isPlainJson(envelope);
    if (previous === undefined || !isPlain || !isAlike(envelope, previous)) {
      items.push(isPlain ? envelope : encodedHeader(envelope));
    } else {
      items.push(envelope.requestId);
      alike.push(envelope);
      deadlines ||= envelope.deadlineMs !== previous.deadlineMs;
      remainings ||= envelope.remainingMs !== previous.remainingMs;
      traces ||= envelope.traceparent !== previous.traceparent;
      parameters ||= envelope.parameters !== previous.parameters;
      headers ||= envelope.headers !== previous.headers;
    }
    previous = envelope;
  }
  const batch: BatchHeaders = { items };
  if (deadlines) batch.deadlineMs = alike.map((envelope) => envelope.deadlineMs ?? null);
  if (remainings) batch.remainingMs = alike.map((envelope) => envelope.remainingMs ?? null);
  if (traces) batch.traceparent = alike.map((envelope) => envelope.traceparent ?? null);
  if (parameters) batch.parameters = alike.map((envelope) => envelope.parameters ?? null);
  if (headers) batch.headers = alike.map((envelope) => envelope.headers ?? null);
  return JSON.stringify(batch);
}

function encodedHeader(envelope: Envelope): EncodedHeader {
  const bytes = encodeHeader(envelope);
  return { header: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') };
}

function isPlainJson({ parameters }: Envelope): boolean {
  return parameters === undefined || !hasNonFinite(parameters);
}

function isAlike(a: Envelope, b: Envelope): boolean {
  return (
    a.kind === b.kind &&
    a.endpoint === b.endpoint &&
    a.targetExecutor === b.targetExecutor &&
    a.contentType === b.contentType &&
    hasSameTexts(a.accept, b.accept) &&
    a.remainingRoute === b.remainingRoute &&
    a.routes === b.routes &&
    a.status === b.status &&
    a.error === b.error &&
    a.credit === b.credit &&
    a.body === b.body &&
    a.parts === b.parts
  );
}

function hasSameTexts(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && a.length === b.length && a.every((text, index) => text === b[index]);
}

/** Fails to compile when the envelope has a member that {@link isAlike} does not compare. The sequence is in the table of the batch. */
type Compared =
  | keyof Pick<Envelope, 'kind' | 'endpoint' | 'targetExecutor' | 'contentType' | 'accept' | 'remainingRoute' | 'routes'>
  | keyof Pick<Envelope, 'status' | 'error' | 'credit' | 'body' | 'parts'>;
const EVERY_MEMBER_IS_COMPARED: [Exclude<keyof Envelope, 'sequence' | 'requestId' | ColumnMember | Compared>] extends [never]
  ? true
  : never = true;
void EVERY_MEMBER_IS_COMPARED;
