import type { Envelope, Message } from '../envelope/envelope.js';
import type { JsonObject } from '../json-value.js';
import { parseJsonText } from '../wire/json-scan.js';
import { objectMember, sliceData, textMember, unwrapDocs } from './json-members.js';

const WHAT = 'request';

/**
 * Reads the JSON body of a Jina request (Jina 3.34): `data`, `parameters`, `targetExecutor`, `execEndpoint` and
 * `header { requestId, targetExecutor, execEndpoint }`, each in camelCase or snake_case; other members are ignored.
 * `data` is not parsed: the payload is its byte range (a view on `bytes`), an array of documents or one document;
 * `{"docs": [...]}` alone stands for the array inside. No `data`, or null, is no payload.
 * Throws `protocol_malformed` naming the member, `protocol_too_deep` beyond 100 levels.
 */
export function decodeJsonRequest(bytes: Uint8Array): Message {
  const { data, rest } = sliceData(bytes, WHAT);
  const body = parseJsonText(rest, WHAT) as JsonObject;
  const header = objectMember(body, 'header', WHAT) ?? {};
  const envelope: { -readonly [K in keyof Envelope]: Envelope[K] } = {
    kind: 'call',
    sequence: 0,
    requestId: textMember(header, 'requestId', 'request_id', WHAT) ?? '',
    endpoint: textMember(body, 'execEndpoint', 'exec_endpoint', WHAT) ?? textMember(header, 'execEndpoint', 'exec_endpoint', WHAT) ?? '',
  };
  const target =
    textMember(body, 'targetExecutor', 'target_executor', WHAT) ?? textMember(header, 'targetExecutor', 'target_executor', WHAT);
  if (target !== undefined) envelope.targetExecutor = target;
  const parameters = objectMember(body, 'parameters', WHAT);
  if (parameters !== undefined) envelope.parameters = parameters;
  const payload = data && unwrapDocs(data, WHAT);
  if (payload === undefined) envelope.accept = ['json'];
  else envelope.contentType = 'json';
  return { envelope, payloads: payload === undefined ? [] : [payload] };
}
