import { decodeHeader, type Envelope, type EnvelopeDraft, encodeHeader, hasNonFinite } from '@zedflow/core-protocol';

/** `null` = absent. */
type HeaderDelta = string | readonly [requestId: string, deadlineMs: number | null, traceparent: string | null];

/** The header codec's bytes as base64, for the rare parameters that JSON cannot say (NaN, infinite). */
interface EncodedHeader {
  readonly header: string;
}

/** An envelope in the JSON of a batch: itself, how it differs from the one before, or its bytes. */
export type HeaderItem = Envelope | HeaderDelta | EncodedHeader;

/** Members that may differ in a delta. The sequence travels in the table of the batch. */
type PerCall = 'sequence' | 'requestId' | 'deadlineMs' | 'traceparent';

/**
 * Calls of one batch often differ in their id alone, and writing and reading whole headers is most of what a call costs.
 * The members are compared one by one, in code, because a loop over their names costs more than it saves.
 */
export function headerItem(envelope: Envelope, previous: Envelope | undefined): HeaderItem {
  if (previous === undefined || !isAlike(envelope, previous)) return isPlainJson(envelope) ? envelope : encodedHeader(envelope);
  const { requestId, deadlineMs, traceparent } = envelope;
  if (deadlineMs === previous.deadlineMs && traceparent === previous.traceparent) return requestId;
  return [requestId, deadlineMs ?? null, traceparent ?? null];
}

/** The envelope of an item; undefined when it is none. */
export function envelopeOf(item: unknown, previous: Envelope | undefined): Envelope | undefined {
  if (typeof item === 'string') return previous && copyWith(previous, item, previous.deadlineMs, previous.traceparent);
  if (typeof item !== 'object' || item === null) return undefined;
  if (!Array.isArray(item)) return 'header' in item ? decodeHeader(Buffer.from(String(item.header), 'base64')) : (item as Envelope);
  if (previous === undefined) return undefined;
  const [requestId, deadlineMs, traceparent] = item as [string, number | null, string | null];
  return copyWith(previous, requestId, deadlineMs ?? undefined, traceparent ?? undefined);
}

/** Member by member: on Node 20 an object spread takes several times as long. */
function copyWith(from: Envelope, requestId: string, deadlineMs: number | undefined, traceparent: string | undefined): Envelope {
  const { kind, endpoint } = from;
  const copy: EnvelopeDraft = { kind, sequence: 0, requestId, endpoint };
  if (from.contentType !== undefined) copy.contentType = from.contentType;
  if (from.accept !== undefined) copy.accept = from.accept;
  if (from.targetExecutor !== undefined) copy.targetExecutor = from.targetExecutor;
  if (from.parameters !== undefined) copy.parameters = from.parameters;
  if (deadlineMs !== undefined) copy.deadlineMs = deadlineMs;
  if (from.remainingMs !== undefined) copy.remainingMs = from.remainingMs;
  if (traceparent !== undefined) copy.traceparent = traceparent;
  if (from.headers !== undefined) copy.headers = from.headers;
  if (from.remainingRoute !== undefined) copy.remainingRoute = from.remainingRoute;
  if (from.routes !== undefined) copy.routes = from.routes;
  if (from.status !== undefined) copy.status = from.status;
  if (from.error !== undefined) copy.error = from.error;
  if (from.credit !== undefined) copy.credit = from.credit;
  if (from.body !== undefined) copy.body = from.body;
  if (from.parts !== undefined) copy.parts = from.parts;
  return copy;
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
    a.parameters === b.parameters &&
    a.remainingMs === b.remainingMs &&
    a.headers === b.headers &&
    a.contentType === b.contentType &&
    a.accept === b.accept &&
    a.remainingRoute === b.remainingRoute &&
    a.routes === b.routes &&
    a.status === b.status &&
    a.error === b.error &&
    a.credit === b.credit &&
    a.body === b.body &&
    a.parts === b.parts
  );
}

/** Fails to compile when the envelope has a member that {@link isAlike} does not compare. */
type Compared =
  | 'kind'
  | 'endpoint'
  | 'targetExecutor'
  | 'parameters'
  | 'remainingMs'
  | 'headers'
  | 'contentType'
  | 'accept'
  | 'remainingRoute'
  | 'routes'
  | 'status'
  | 'error'
  | 'credit'
  | 'body'
  | 'parts';
const EVERY_MEMBER_IS_COMPARED: [Exclude<keyof Envelope, PerCall | Compared>] extends [never] ? true : never = true;
void EVERY_MEMBER_IS_COMPARED;
