import type { Message, Route, Status } from '../envelope/envelope.js';
import { malformed } from '../errors/protocol-error.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json-value.js';
import { readJsonBody } from './json-body.js';
import { objectMember, textMember } from './json-members.js';

const WHAT = 'response';

/**
 * Reads the JSON body of a Jina answer (Jina 3.34: `/post`, CRUD and endpoint routes alike): `header { requestId, status }`, `parameters`,
 * `routes` and `data`, each in camelCase or snake_case; other members are ignored. `data` is not parsed: the payload is a view on `bytes`.
 * Throws `protocol_malformed` naming the member, `protocol_too_deep` beyond 100 levels.
 */
export function decodeJsonResponse(bytes: Uint8Array): Message {
  const { body, header, envelope, payloads } = readJsonBody(bytes, WHAT, 'reply');
  const status = statusOf(objectMember(header, 'status', WHAT));
  if (status !== undefined) envelope.status = status;
  const routes = body['routes'];
  if (Array.isArray(routes)) envelope.routes = routes.map(routeOf);
  return { envelope, payloads };
}

function statusOf(status: JsonObject | undefined): Status | undefined {
  if (status === undefined) return undefined;
  const exception = objectMember(status, 'exception', WHAT);
  const description = textMember(status, 'description', 'description', WHAT);
  return {
    // A number on the wire of Jina's HTTP gateway; the name where the body is canonical proto3 JSON.
    code: status['code'] === 1 || status['code'] === 'ERROR' ? 'ERROR' : 'SUCCESS',
    ...(description === undefined ? {} : { description }),
    ...(exception === undefined
      ? {}
      : {
          exception: {
            name: textMember(exception, 'name', 'name', WHAT) ?? '',
            args: texts(exception['args']),
            stacks: texts(exception['stacks']),
            executor: textMember(exception, 'executor', 'executor', WHAT) ?? '',
          },
        }),
  };
}

function routeOf(value: JsonValue): Route {
  if (!isJsonObject(value)) throw malformed(WHAT, '`routes` must be a list of objects');
  const startMs = timeOf(value, 'startTime', 'start_time');
  const endMs = timeOf(value, 'endTime', 'end_time');
  const status = statusOf(objectMember(value, 'status', WHAT));
  return {
    executor: textMember(value, 'executor', 'executor', WHAT) ?? '',
    ...(startMs === undefined ? {} : { startMs }),
    ...(endMs === undefined ? {} : { endMs }),
    ...(status === undefined ? {} : { status }),
  };
}

function timeOf(route: JsonObject, camel: string, snake: string): number | undefined {
  const text = textMember(route, camel, snake, WHAT);
  if (text === undefined) return undefined;
  const timeMs = Date.parse(text);
  if (Number.isNaN(timeMs)) throw malformed(WHAT, `\`${camel}\` must be a date, got ${JSON.stringify(text)}`);
  return timeMs;
}

function texts(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
