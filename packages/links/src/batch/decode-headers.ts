import { decodeHeader, type Envelope, type EnvelopeDraft } from '@zedflow/core-protocol';
import type { BatchHeaders, ColumnMember } from './batch-headers.js';
import { malformedBatch } from './batch-layout.js';

/** The members of an envelope that others are like, all of them: absent ones are slow to look for. */
type Pattern = { readonly [Member in Exclude<keyof Envelope, 'sequence' | 'requestId'>]-?: Envelope[Member] | undefined } & Pick<
  Envelope,
  'kind' | 'endpoint'
>;

/** Undefined = as in the message before. */
type Columns = { readonly [Member in ColumnMember]: BatchHeaders[Member] | undefined };

/**
 * The envelopes of a batch of `count` messages.
 *
 * @throws RuntimeError `protocol_malformed`.
 */
export function decodeHeaders(text: string, count: number): Envelope[] {
  const batch = parse(text);
  if (!Array.isArray(batch?.items) || batch.items.length !== count) throw malformedBatch('it does not have one header per message');
  // Always all five members in this order: an object of JSON has another form for each set of columns, and is slow to read.
  const columns: Columns = {
    deadlineMs: columnOf(batch, 'deadlineMs'),
    remainingMs: columnOf(batch, 'remainingMs'),
    traceparent: columnOf(batch, 'traceparent'),
    parameters: columnOf(batch, 'parameters'),
    headers: columnOf(batch, 'headers'),
  };
  const envelopes: Envelope[] = [];
  let whole: Envelope | undefined;
  let pattern: Pattern | undefined;
  let alike = 0;
  for (const item of batch.items as readonly unknown[]) {
    if (typeof item === 'string') {
      if (whole === undefined) throw malformedBatch('its first header is an id alone');
      pattern ??= patternOf(whole);
      envelopes.push(envelopeLike(pattern, item, columns, alike++));
    } else if (typeof item === 'object' && item !== null && !Array.isArray(item)) {
      whole = 'header' in item ? decodeHeader(Buffer.from(String(item.header), 'base64')) : (item as Envelope);
      pattern = undefined;
      envelopes.push(whole);
    } else throw malformedBatch('an envelope is not an object');
  }
  return envelopes;
}

function columnOf<Member extends ColumnMember>(batch: BatchHeaders, member: Member): BatchHeaders[Member] {
  const column = batch[member];
  if (column !== undefined && !Array.isArray(column)) throw malformedBatch(`its column ${member} is not a list`);
  return column;
}

function parse(text: string): BatchHeaders | null {
  try {
    return JSON.parse(text) as BatchHeaders | null;
  } catch (cause) {
    throw malformedBatch('its headers are not JSON', cause);
  }
}

function patternOf(envelope: Envelope): Pattern {
  const { kind, endpoint, targetExecutor, parameters, deadlineMs, remainingMs, traceparent, headers, contentType, accept } = envelope;
  const { remainingRoute, routes, status, error, credit, body, parts } = envelope;
  return {
    kind,
    endpoint,
    targetExecutor,
    parameters,
    deadlineMs,
    remainingMs,
    traceparent,
    headers,
    contentType,
    accept,
    remainingRoute,
    routes,
    status,
    error,
    credit,
    body,
    parts,
  };
}

/** Member by member: on Node 20 an object spread takes several times as long. */
function envelopeLike(from: Pattern, requestId: string, columns: Columns, alike: number): Envelope {
  const { kind, endpoint } = from;
  const copy: EnvelopeDraft = { kind, sequence: 0, requestId, endpoint };
  const deadlineMs = columns.deadlineMs === undefined ? from.deadlineMs : columns.deadlineMs[alike];
  const remainingMs = columns.remainingMs === undefined ? from.remainingMs : columns.remainingMs[alike];
  const traceparent = columns.traceparent === undefined ? from.traceparent : columns.traceparent[alike];
  const parameters = columns.parameters === undefined ? from.parameters : columns.parameters[alike];
  const headers = columns.headers === undefined ? from.headers : columns.headers[alike];
  if (from.contentType !== undefined) copy.contentType = from.contentType;
  if (from.accept !== undefined) copy.accept = from.accept;
  if (from.targetExecutor !== undefined) copy.targetExecutor = from.targetExecutor;
  if (parameters != null) copy.parameters = parameters;
  if (deadlineMs != null) copy.deadlineMs = deadlineMs;
  if (remainingMs != null) copy.remainingMs = remainingMs;
  if (traceparent != null) copy.traceparent = traceparent;
  if (headers != null) copy.headers = headers;
  if (from.remainingRoute !== undefined) copy.remainingRoute = from.remainingRoute;
  if (from.routes !== undefined) copy.routes = from.routes;
  if (from.status !== undefined) copy.status = from.status;
  if (from.error !== undefined) copy.error = from.error;
  if (from.credit !== undefined) copy.credit = from.credit;
  if (from.body !== undefined) copy.body = from.body;
  if (from.parts !== undefined) copy.parts = from.parts;
  return copy;
}
