import { zedflow } from '../../gen/envelope.js';
import { CONTENT_TYPES, type ContentType } from '../content-type.js';
import type { EncodedError } from '../errors/encoded-error.js';
import { malformed, toProtocolError } from '../errors/protocol-error.js';
import { RuntimeError } from '../errors/runtime-error.js';
import { decodeStruct, encodeStruct } from '../jina/struct.js';
import type { JsonObject } from '../json-value.js';
import {
  type Envelope,
  type EnvelopeDraft,
  MESSAGE_KINDS,
  type MessageKind,
  PROTOCOL_VERSION,
  type Route,
  type Status,
} from './envelope.js';
import { decodeHeaderJson, encodeHeaderJson, hasNonFinite } from './header-json.js';

type EnvelopeProto = zedflow.Envelope.$Properties;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Largest header that is read, in bytes. Documents travel in payload frames, so a header is small. */
export const MAX_HEADER_BYTES = 16 * 1024 * 1024;

const WHAT = 'envelope header';
const kindNumbers = new Map<MessageKind, number>(MESSAGE_KINDS.map((kind, i) => [kind, i + 1]));
const contentTypeNumbers = new Map<ContentType, number>(CONTENT_TYPES.map((type, i) => [type, i + 1]));

/**
 * The header frame of an envelope (`proto/zedflow/envelope.proto`). Defaults, absent fields and empty lists take no bytes.
 * The result may be a view on a pooled Buffer: copy it before it is transferred to another thread.
 * Throws `invalid_argument` when `parameters`, `body` or `error.details` are not JSON.
 */
export function encodeHeader(envelope: Envelope): Uint8Array {
  const kind = kindNumbers.get(envelope.kind);
  if (kind === undefined) throw new TypeError(`envelope.kind must be one of ${MESSAGE_KINDS.join(', ')}, got ${String(envelope.kind)}`);
  const proto: EnvelopeProto = { major: PROTOCOL_VERSION.major, kind };
  if (PROTOCOL_VERSION.minor !== 0) proto.minor = PROTOCOL_VERSION.minor;
  if (envelope.sequence !== 0) proto.sequence = envelope.sequence;
  if (envelope.requestId !== '') proto.requestId = envelope.requestId;
  if (envelope.endpoint !== '') proto.endpoint = envelope.endpoint;
  if (envelope.targetExecutor !== undefined) proto.targetExecutor = envelope.targetExecutor;
  if (envelope.parameters !== undefined) setParameters(proto, envelope.parameters);
  if (envelope.deadlineMs !== undefined) proto.deadlineMs = envelope.deadlineMs;
  if (envelope.remainingMs !== undefined) proto.remainingMs = envelope.remainingMs;
  if (envelope.traceparent !== undefined) proto.traceparent = envelope.traceparent;
  if (envelope.headers !== undefined) proto.headers = envelope.headers;
  if (envelope.contentType !== undefined) proto.contentType = contentTypeNumber(envelope.contentType);
  if (envelope.accept !== undefined) proto.accept = envelope.accept.map(contentTypeNumber);
  if (envelope.remainingRoute !== undefined) proto.remainingRoute = [...envelope.remainingRoute];
  if (envelope.routes !== undefined) proto.routes = envelope.routes.map(encodeRoute);
  if (envelope.status !== undefined) proto.status = encodeStatusField(envelope.status);
  if (envelope.error !== undefined) proto.error = { ...envelope.error, details: encodeHeaderJson(envelope.error.details, 'error.details') };
  if (envelope.credit !== undefined) proto.credit = envelope.credit;
  if (envelope.body !== undefined) proto.body = encodeHeaderJson(envelope.body, 'body');
  if (envelope.parts !== undefined) proto.parts = [...envelope.parts];
  return zedflow.Envelope.encode(proto).finish();
}

/**
 * The envelope of a header frame; nothing of it points into `bytes`. Fields of a newer minor are skipped, and a kind of a newer
 * minor is `unknown`: drop such a message. Throws `protocol_version_mismatch` for another major, `protocol_content_unsupported`
 * for payloads in a form of a newer minor, `protocol_message_too_large` beyond 16 MiB, else `protocol_malformed`.
 */
export function decodeHeader(bytes: Uint8Array): Envelope {
  if (bytes.byteLength > MAX_HEADER_BYTES) {
    throw new RuntimeError('protocol_message_too_large', `${WHAT}: ${bytes.byteLength} bytes, the limit is ${MAX_HEADER_BYTES}`);
  }
  let proto: zedflow.Envelope;
  try {
    proto = zedflow.Envelope.decode(bytes);
  } catch (thrown) {
    throw toProtocolError(thrown, WHAT);
  }
  assertMajor(proto);
  if (proto.kind === 0) throw malformed(WHAT, 'the kind of the message is missing');
  const envelope: EnvelopeDraft = {
    kind: MESSAGE_KINDS[proto.kind - 1] ?? 'unknown',
    sequence: proto.sequence,
    requestId: proto.requestId,
    endpoint: proto.endpoint,
  };
  if (proto.targetExecutor != null) envelope.targetExecutor = proto.targetExecutor;
  if (proto.parameters != null) envelope.parameters = decodeHeaderJson(proto.parameters, 'parameters');
  else if (proto.parametersStruct != null) envelope.parameters = decodeStruct(proto.parametersStruct);
  if (proto.deadlineMs != null) envelope.deadlineMs = proto.deadlineMs;
  if (proto.remainingMs != null) envelope.remainingMs = proto.remainingMs;
  if (proto.traceparent != null) envelope.traceparent = proto.traceparent;
  if (Object.keys(proto.headers).length > 0) envelope.headers = proto.headers;
  if (proto.contentType !== 0) envelope.contentType = contentTypeOf(proto.contentType);
  if (proto.accept.length > 0) envelope.accept = proto.accept.flatMap((number) => CONTENT_TYPES[number - 1] ?? []);
  if (proto.remainingRoute.length > 0) envelope.remainingRoute = proto.remainingRoute;
  if (proto.routes.length > 0) envelope.routes = proto.routes.map(decodeRoute);
  if (proto.status) envelope.status = decodeStatusField(proto.status);
  if (proto.error) envelope.error = decodeErrorField(proto.error);
  if (proto.credit) envelope.credit = { calls: proto.credit.calls ?? 0, bytes: proto.credit.bytes ?? 0 };
  if (proto.body != null) envelope.body = decodeHeaderJson(proto.body, 'body');
  if (proto.parts.length > 0) envelope.parts = proto.parts;
  return envelope;
}

function assertMajor(proto: zedflow.Envelope): void {
  if (proto.major === PROTOCOL_VERSION.major) return;
  if (proto.major === 0) throw malformed(WHAT, 'the protocol version is missing');
  const theirs = `${proto.major}.${proto.minor}`;
  const ours = `${PROTOCOL_VERSION.major}.${PROTOCOL_VERSION.minor}`;
  throw new RuntimeError('protocol_version_mismatch', `the message is of protocol ${theirs}, this side reads ${ours}`, {
    details: { ours, theirs },
  });
}

function setParameters(proto: EnvelopeProto, parameters: JsonObject): void {
  const text = encodeHeaderJson(parameters, 'parameters');
  // Only where JSON wrote a null can there be a NaN, so the walk is rare.
  if (text.includes('null') && hasNonFinite(parameters)) proto.parametersStruct = encodeStruct(parameters);
  else proto.parameters = text;
}

function contentTypeNumber(type: ContentType): number {
  const number = contentTypeNumbers.get(type);
  if (number === undefined) throw new TypeError(`contentType must be one of ${CONTENT_TYPES.join(', ')}, got ${String(type)}`);
  return number;
}

function contentTypeOf(number: number): ContentType {
  const type = CONTENT_TYPES[number - 1];
  if (type !== undefined) return type;
  throw new RuntimeError('protocol_content_unsupported', `${WHAT}: content type ${number} is not one of ${CONTENT_TYPES.join(', ')}`);
}

function encodeRoute(route: Route): zedflow.Route.$Properties {
  const proto: zedflow.Route.$Properties = { executor: route.executor };
  if (route.startMs !== undefined) proto.startMs = route.startMs;
  if (route.endMs !== undefined) proto.endMs = route.endMs;
  if (route.status !== undefined) proto.status = encodeStatusField(route.status);
  return proto;
}

function decodeRoute(proto: zedflow.Route.$Properties): Route {
  const route: Mutable<Route> = { executor: proto.executor ?? '' };
  if (proto.startMs != null) route.startMs = proto.startMs;
  if (proto.endMs != null) route.endMs = proto.endMs;
  if (proto.status) route.status = decodeStatusField(proto.status);
  return route;
}

function encodeStatusField(status: Status): zedflow.Status.$Properties {
  const proto: zedflow.Status.$Properties = {};
  if (status.code === 'ERROR') proto.code = 1;
  if (status.description !== undefined) proto.description = status.description;
  if (status.exception !== undefined) {
    const { name, args, stacks, executor } = status.exception;
    proto.exception = { name, args: [...args], stacks: [...stacks], executor };
  }
  return proto;
}

function decodeStatusField(proto: zedflow.Status.$Properties): Status {
  const status: Mutable<Status> = { code: (proto.code ?? 0) === 0 ? 'SUCCESS' : 'ERROR' };
  if (proto.description != null) status.description = proto.description;
  if (proto.exception) {
    const { name, args, stacks, executor } = proto.exception;
    status.exception = { name: name ?? '', args: args ?? [], stacks: stacks ?? [], executor: executor ?? '' };
  }
  return status;
}

function decodeErrorField(proto: zedflow.Error.$Properties): EncodedError {
  const error = {
    code: proto.code ?? '',
    message: proto.message ?? '',
    retryable: proto.retryable ?? false,
    details: decodeHeaderJson(proto.details ?? '', 'error.details'),
  };
  return proto.stack == null ? error : { ...error, stack: proto.stack };
}
