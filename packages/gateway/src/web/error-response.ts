import { ERROR_CODES, type RuntimeError, type Status } from '@zedflow/core-protocol';
import type { FastifyReply } from 'fastify';
import { statusJson } from './reply-json.js';
import { type ResponseHeaders, respond } from './respond.js';

/** A client that has left reads nothing; the status is for logs and tests. */
interface ErrorContext {
  readonly requestId: string;
  readonly endpoint: string;
  readonly exposeStacks: boolean;
}

/** Codes that mean "this body is not a request": Jina answers them with 422. */
const UNPROCESSABLE: ReadonlySet<string> = new Set(['protocol_malformed', 'protocol_too_deep']);

/** What a failure outside any handler looks like as Jina's status. */
export function failureStatus(error: RuntimeError, exposeStacks: boolean): Status {
  return {
    code: 'ERROR',
    description: error.message,
    exception: {
      name: error.name,
      args: [error.rawMessage],
      stacks: exposeStacks && error.stack !== undefined ? error.stack.split('\n') : [],
      executor: '',
    },
  };
}

export function httpStatusOf(error: RuntimeError): number {
  return UNPROCESSABLE.has(error.code) ? 422 : ERROR_CODES[error.code].httpStatus;
}

/** HTTP status of an Executor's error on a v2 route: what its schema refuses is the caller's mistake, as with Jina (Jina 3.34). */
export function httpStatusOfError({ exception }: Status): number {
  return exception?.name === 'ValidationError' ? 422 : 500;
}

/**
 * Answers with a failure. The body has `detail` (as FastAPI's errors) and `header.status` (where Python's client looks after
 * 503 and 504), `code` of the error table, and null for what a reply would carry (Jina 3.34).
 */
export function respondFailure(reply: FastifyReply, error: RuntimeError, context: ErrorContext): void {
  const status = failureStatus(error, context.exposeStacks);
  const { requestId = context.requestId } = error.details;
  const header = `{"requestId":${JSON.stringify(requestId)},"status":${statusJson(status)},"execEndpoint":${JSON.stringify(context.endpoint)}}`;
  const body = `{"header":${header},"parameters":null,"routes":null,"data":null,"code":"${error.code}","detail":${JSON.stringify(error.message)}}`;
  respond(reply, httpStatusOf(error), failureHeaders(error), [body]);
}

function failureHeaders({ code, details }: RuntimeError): ResponseHeaders {
  const headers: ResponseHeaders = {};
  const { retryAfterMs, requestId } = details;
  if (typeof retryAfterMs === 'number') headers['retry-after'] = Math.max(1, Math.ceil(retryAfterMs / 1000));
  if (typeof requestId === 'string') headers['x-request-id'] = requestId;
  // RFC 9110: a 401 names how to authenticate.
  if (code === 'unauthenticated') headers['www-authenticate'] = 'Bearer';
  return headers;
}
