import type { Message } from '../envelope/envelope.js';
import { readJsonBody } from './json-body.js';
import { textMember } from './json-members.js';

const WHAT = 'request';

/**
 * Reads the JSON body of a Jina request (Jina 3.34): `data`, `parameters`, `targetExecutor`, `execEndpoint` and
 * `header { requestId, targetExecutor, execEndpoint }`, each in camelCase or snake_case; other members are ignored.
 * `data` is not parsed: the payload is its byte range (a view on `bytes`), an array of documents or one document;
 * `{"docs": [...]}` alone stands for the array inside. No `data`, or null, is no payload.
 * Throws `protocol_malformed` naming the member, `protocol_too_deep` beyond 100 levels.
 */
export function decodeJsonRequest(bytes: Uint8Array): Message {
  const { body, header, envelope, payloads } = readJsonBody(bytes, WHAT, 'call');
  const endpoint = textMember(body, 'execEndpoint', 'exec_endpoint', WHAT);
  if (endpoint !== undefined) envelope.endpoint = endpoint;
  const target =
    textMember(body, 'targetExecutor', 'target_executor', WHAT) ?? textMember(header, 'targetExecutor', 'target_executor', WHAT);
  if (target !== undefined) envelope.targetExecutor = target;
  if (payloads.length === 0) envelope.accept = ['json'];
  return { envelope, payloads };
}
