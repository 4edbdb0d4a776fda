import type { jina } from '../../gen/jina-v2.js';
import type { ContentType } from '../content-type.js';
import type { Envelope, EnvelopeDraft, Message, MessageKind, Route } from '../envelope/envelope.js';
import type { JsonObject } from '../json-value.js';
import { statusFromProto, statusToProto } from './status.js';
import { structFromJson } from './struct.js';
import { epochMsFromTimestamp, timestampFromEpochMs } from './timestamp.js';

/** How a Jina request is read. */
export interface JinaRequestOptions {
  /** What the message is. Default `call` (`open` for a single document); `reply` or `item` when an answer is read. */
  readonly kind?: MessageKind;
  /**
   * The generation to assume where the documents do not tell (none there, or opaque bytes): the connection's last one, or the
   * gateway's option. Default: `contentType` stays undefined.
   */
  readonly fallback?: 'jina/v1' | 'jina/v2';
}

/** What `DataRequestProto` and `SingleDocumentRequestProto` have in common. */
export interface RequestFields {
  header: jina.HeaderProto.$Properties | undefined;
  parameters: JsonObject | undefined;
  routes: jina.RouteProto.$Properties[];
  /** The bytes of field 4 (`data` or `document`), not decoded. */
  content: Uint8Array | undefined;
}

/** The message of the fields of a request. `payload` is a `DataContentProto` body. */
export function messageOfFields(
  fields: RequestFields,
  kind: MessageKind,
  payload: Uint8Array | undefined,
  contentType: ContentType | undefined,
): Message {
  const header = fields.header;
  const envelope: EnvelopeDraft = {
    kind,
    sequence: 0,
    requestId: header?.requestId ?? '',
    endpoint: header?.execEndpoint ?? '',
  };
  if (header?.targetExecutor != null) envelope.targetExecutor = header.targetExecutor;
  if (header?.timeout) envelope.deadlineMs = header.timeout * 1000;
  if (header?.status) envelope.status = statusFromProto(header.status);
  if (fields.parameters) envelope.parameters = fields.parameters;
  if (fields.routes.length > 0) envelope.routes = fields.routes.map(routeFromProto);
  if (contentType !== undefined) {
    if (payload === undefined) envelope.accept = [contentType];
    else envelope.contentType = contentType;
  }
  return { envelope, payloads: payload === undefined ? [] : [payload] };
}

/** Fields 1 to 3 of an envelope, as `DataRequestProtoWoData`. */
export function fieldsOfEnvelope(envelope: Envelope): jina.DataRequestProtoWoData.$Properties {
  const header: jina.HeaderProto.$Properties = {};
  if (envelope.requestId !== '') header.requestId = envelope.requestId;
  if (envelope.status !== undefined) header.status = statusToProto(envelope.status);
  if (envelope.endpoint !== '') header.execEndpoint = envelope.endpoint;
  if (envelope.targetExecutor !== undefined) header.targetExecutor = envelope.targetExecutor;
  const proto: jina.DataRequestProtoWoData.$Properties = { header };
  if (envelope.parameters !== undefined) proto.parameters = structFromJson(envelope.parameters, 'parameters');
  if (envelope.routes !== undefined) proto.routes = envelope.routes.map(routeToProto);
  return proto;
}

function routeFromProto(proto: jina.RouteProto.$Properties): Route {
  const route: { -readonly [K in keyof Route]: Route[K] } = { executor: proto.executor ?? '' };
  if (proto.startTime) route.startMs = epochMsFromTimestamp(proto.startTime);
  if (proto.endTime) route.endMs = epochMsFromTimestamp(proto.endTime);
  if (proto.status) route.status = statusFromProto(proto.status);
  return route;
}

/** Executor of the route that stands for the whole call. */
const GATEWAY = 'gateway';

/**
 * When a route ended, as Jina's clients are told: that of the gateway in a later whole millisecond than it began.
 * `Client.profiling()` divides by its whole milliseconds (Jina 3.34: ZeroDivisionError for a faster Flow). Undefined while it runs.
 */
export function jinaRouteEndMs({ executor, startMs, endMs }: Route): number | undefined {
  if (executor !== GATEWAY || startMs === undefined || endMs === undefined) return endMs;
  return Math.max(endMs, Math.floor(startMs) + 1);
}

function routeToProto(route: Route): jina.RouteProto.$Properties {
  const proto: jina.RouteProto.$Properties = {};
  if (route.executor !== '') proto.executor = route.executor;
  if (route.startMs !== undefined) proto.startTime = timestampFromEpochMs(route.startMs);
  const endMs = jinaRouteEndMs(route);
  if (endMs !== undefined) proto.endTime = timestampFromEpochMs(endMs);
  if (route.status !== undefined) proto.status = statusToProto(route.status);
  return proto;
}
