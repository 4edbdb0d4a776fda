import {
  codeOfHttpStatus,
  decodeJsonResponse,
  type JsonObject,
  type JsonValue,
  type Message,
  type RuntimeError,
  type Status,
} from '@zedflow/core-protocol';
import { toldError } from './told-error.js';

/**
 * The JSON body of a request. Keys are snake_case, which every version of Jina's HTTP gateway reads
 * (with pydantic 2 a camelCase header is refused).
 */
export function encodeHttpRequest({ envelope, payloads }: Message): Buffer {
  const { requestId, endpoint, targetExecutor, parameters } = envelope;
  const target = targetExecutor === undefined ? {} : { target_executor: targetExecutor };
  const head = JSON.stringify({
    header: { request_id: requestId, exec_endpoint: endpoint, ...target },
    exec_endpoint: endpoint,
    ...target,
    parameters: parameters ?? {},
  });
  // The documents are JSON already: they are put in as they are.
  return Buffer.concat([Buffer.from(`${head.slice(0, -1)},"data":`), payloads[0] ?? Buffer.from('[]'), Buffer.from('}')]);
}

/**
 * The answer to `request` in the body of an HTTP reply.
 *
 * Source: Jina 3.34. A handler's error is 200 with `header.status` where the path is `/post`, and 500 with `{"detail"}` where it is the
 * endpoint's own. Anything else than an answer is thrown as the `RuntimeError` of the HTTP status.
 */
export function decodeHttpReply(request: Message, httpStatus: number, body: Uint8Array, origin: string): Message {
  if (httpStatus === 200) {
    const reply = decodeJsonResponse(body);
    return { ...reply, envelope: { ...reply.envelope, requestId: request.envelope.requestId, endpoint: request.envelope.endpoint } };
  }
  const json = parseObject(body);
  const detail = json?.['detail'];
  // What an endpoint's schema refuses comes as 422 from Zedflow; a gateway's own failures have a code beside it.
  const isHandlerError = httpStatus === 500 || (httpStatus === 422 && json?.['code'] === undefined);
  if (isHandlerError && typeof detail === 'string') return failedReply(request, { code: 'ERROR', description: detail });
  throw httpError(httpStatus, json, origin);
}

/** One SSE event of a stream as a message. */
export function decodeSseItem(request: Message, event: string, data: string): Message {
  if (event === 'error') return failedReply(request, statusOfSse(data));
  return {
    envelope: { ...request.envelope, kind: 'item', contentType: 'json' },
    payloads: [Buffer.from(data)],
  };
}

/** Zedflow writes the whole status; what another server writes is told as it came. */
function statusOfSse(data: string): Status {
  const json = parseObject(Buffer.from(data));
  if (json?.['code'] === 1) {
    const { status } = decodeJsonResponse(Buffer.from(`{"header":{"status":${data}},"data":[]}`)).envelope;
    if (status !== undefined) return status;
  }
  const detail = json?.['detail'];
  return { code: 'ERROR', description: typeof detail === 'string' ? detail : data };
}

function failedReply(request: Message, status: Status): Message {
  return { envelope: { ...request.envelope, kind: 'reply', status }, payloads: [] };
}

function httpError(httpStatus: number, json: JsonObject | undefined, origin: string): RuntimeError {
  const description = statusDescription(json) ?? describe(json?.['detail']) ?? 'no reason given';
  return toldError(codeOfHttpStatus(httpStatus), description, `${origin} answered ${httpStatus}`, {
    details: { origin, httpStatus },
  });
}

function statusDescription(json: JsonObject | undefined): string | undefined {
  const header = json?.['header'] as JsonObject | null | undefined;
  const status = header?.['status'] as JsonObject | null | undefined;
  const description = status?.['description'];
  return typeof description === 'string' ? description : undefined;
}

function describe(detail: JsonValue | undefined): string | undefined {
  if (detail === undefined) return undefined;
  return typeof detail === 'string' ? detail : JSON.stringify(detail);
}

function parseObject(body: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
