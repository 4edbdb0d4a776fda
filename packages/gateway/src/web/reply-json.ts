import { jinaRouteEndMs, type Message, type Route, type Status, transcode, withoutFrames } from '@zedflow/core-protocol';

type Parts = readonly (string | Uint8Array)[];

const EMPTY_LIST = '[]';
const OPENING_BRACE = 0x7b;
const SPACE = 0x20;

/**
 * The body that Jina's v1 gateway answers with (Jina 3.34: camelCase keys, exactly `header`, `parameters`, `routes`, `data`),
 * spliced around the bytes of the documents.
 */
export function replyV1(reply: Message): Parts {
  const { requestId, endpoint, targetExecutor, status, parameters, routes } = reply.envelope;
  const header = `{"requestId":${JSON.stringify(requestId)},"status":${status ? statusJson(status) : 'null'},"execEndpoint":${JSON.stringify(endpoint)},"targetExecutor":${JSON.stringify(targetExecutor ?? '')}}`;
  const head = `{"header":${header},"parameters":${JSON.stringify(parameters ?? {})},"routes":${routesJson(routes)},"data":`;
  return spliced(head, reply, '}');
}

/** The body that Jina's v2 gateway answers an endpoint's route with (Jina 3.34: `data`, `parameters`, `header`). */
export function replyV2(reply: Message): Parts {
  const { requestId, targetExecutor, parameters } = reply.envelope;
  const header = `{"requestId":${JSON.stringify(requestId)},"targetExecutor":${JSON.stringify(targetExecutor ?? '')}}`;
  return spliced('{"data":', reply, `,"parameters":${JSON.stringify(parameters ?? {})},"header":${header}}`);
}

/** Jina's StatusProto as JSON, with the numeric `code` that Python's client compares. */
export function statusJson({ code, description, exception }: Status): string {
  return JSON.stringify({
    code: code === 'ERROR' ? 1 : 0,
    description: description ?? '',
    exception: exception ?? null,
  });
}

/** Documents of an answer as JSON, whatever the last node wrote them in; undefined when there are none. */
export function jsonPayload(reply: Message): Uint8Array | undefined {
  const { envelope, payloads } = withoutFrames(reply);
  const payload = payloads[0];
  if (payload === undefined || payload.byteLength === 0) return undefined;
  const { contentType } = envelope;
  return contentType === undefined || contentType === 'json' ? payload : transcode(contentType, 'json', payload);
}

function spliced(head: string, reply: Message, tail: string): Parts {
  const payload = jsonPayload(reply);
  if (payload === undefined) return [head, EMPTY_LIST, tail];
  // One document may stand without its brackets; clients read a list.
  return isSingle(payload) ? [head, '[', payload, ']', tail] : [head, payload, tail];
}

function isSingle(payload: Uint8Array): boolean {
  for (const byte of payload) if (byte > SPACE) return byte === OPENING_BRACE;
  return false;
}

/** Jina's RouteProtos as JSON, in the spelling of the protocol. */
export function routesJson(routes: readonly Route[] | undefined, spelling: 'camel' | 'snake' = 'camel'): string {
  const [start, end] = spelling === 'camel' ? ['startTime', 'endTime'] : ['start_time', 'end_time'];
  let json = '[';
  for (const route of routes ?? []) {
    const { executor, startMs, status } = route;
    const endMs = jinaRouteEndMs(route);
    if (json.length > 1) json += ',';
    json += `{"executor":${JSON.stringify(executor)}`;
    if (startMs !== undefined) json += `,"${start}":"${timestamp(startMs)}"`;
    if (endMs !== undefined) json += `,"${end}":"${timestamp(endMs)}"`;
    json += status ? `,"status":${statusJson(status)}}` : '}';
  }
  return `${json}]`;
}

/** RFC 3339 with microseconds, as protobuf's JSON writes it. */
export function timestamp(ms: number): string {
  const second = Math.floor(ms / 1000);
  if (second !== lastSecond) {
    lastSecond = second;
    lastSecondText = new Date(second * 1000).toISOString().slice(0, -'000Z'.length);
  }
  const micros = Math.floor((ms - second * 1000) * 1000);
  return `${lastSecondText}${String(micros).padStart(6, '0')}Z`;
}

// Every answer has several times of one second, and making the text of a date is the dearest part of them.
let lastSecond = Number.NaN;
let lastSecondText = '';
