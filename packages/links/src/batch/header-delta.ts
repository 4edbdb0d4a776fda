import type { Envelope } from '@zedflow/core-protocol';

/** `null` = absent. */
type HeaderDelta = string | readonly [requestId: string, deadlineMs: number | null, traceparent: string | null];

/** An envelope in the JSON of a batch: itself, or how it differs from the one before. */
export type HeaderItem = Envelope | HeaderDelta;

/** Members that may differ in a delta. The sequence travels in the table of the batch. */
type PerCall = 'sequence' | 'requestId' | 'deadlineMs' | 'traceparent';

/**
 * Calls of one batch often differ in their id alone, and writing and reading whole headers is most of what a call costs.
 * The members are compared one by one, in code, because a loop over their names costs more than it saves.
 */
export function headerItem(envelope: Envelope, previous: Envelope | undefined): HeaderItem {
  if (previous === undefined || !isAlike(envelope, previous)) return envelope;
  const { requestId, deadlineMs, traceparent } = envelope;
  if (deadlineMs === previous.deadlineMs && traceparent === previous.traceparent) return requestId;
  return [requestId, deadlineMs ?? null, traceparent ?? null];
}

/** The envelope of an item; undefined when it is none. */
export function envelopeOf(item: unknown, previous: Envelope | undefined): Envelope | undefined {
  if (typeof item === 'string') return previous && { ...previous, requestId: item };
  if (typeof item !== 'object' || item === null) return undefined;
  if (!Array.isArray(item)) return item as Envelope;
  if (previous === undefined) return undefined;
  const [requestId, deadlineMs, traceparent] = item as [string, number | null, string | null];
  const envelope = { ...previous, requestId } as { -readonly [Key in keyof Envelope]: Envelope[Key] };
  if (deadlineMs === null) delete envelope.deadlineMs;
  else envelope.deadlineMs = deadlineMs;
  if (traceparent === null) delete envelope.traceparent;
  else envelope.traceparent = traceparent;
  return envelope;
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
