import { type Message, RuntimeError } from '@zedflow/core-protocol';
import { assertKnownOptions } from './assert-known-options.js';
import type { Interceptor } from './interceptor.js';

const HEADER = 'x-request-id';

/** What may be taken over as an id: it goes into logs and headers. */
const VALID_ID = /^[\w.:/+=@-]{1,128}$/;

/**
 * Gives every call one id that a caller can choose and sees again: header `x-request-id` in (HTTP; on gRPC and WebSocket
 * each message has its own id, which clients pair answers by, so the header is taken only for messages without one) and out.
 * A failure has it as `details.requestId`. Takes no options: throws a `TypeError` for any.
 */
export function requestIdInterceptor(options: Readonly<Record<string, never>> = {}): Interceptor {
  assertKnownOptions('requestIdInterceptor', options, []);
  return {
    name: 'request-id',
    async call(request, options, next) {
      const named = withId(request, options.caller.protocol === 'http');
      try {
        return withHeader(await next(named, options), named.envelope.requestId);
      } catch (thrown) {
        throw withRequestId(thrown, named.envelope.requestId);
      }
    },
    async *stream(request, options, next) {
      const named = withId(request, options.caller.protocol === 'http');
      try {
        for await (const message of next(named, options)) yield withHeader(message, named.envelope.requestId);
      } catch (thrown) {
        throw withRequestId(thrown, named.envelope.requestId);
      }
    },
  };
}

function withId(request: Message, headerWins: boolean): Message {
  const { envelope, payloads } = request;
  const given = envelope.headers?.[HEADER];
  if (given === undefined || !VALID_ID.test(given) || (!headerWins && envelope.requestId !== '')) return request;
  return { envelope: { ...envelope, requestId: given }, payloads };
}

/** The failure with the id in its details, where servers find it. */
function withRequestId(thrown: unknown, requestId: string): RuntimeError {
  if (!VALID_ID.test(requestId)) return RuntimeError.from(thrown);
  const { code, rawMessage, details, retryable, cause } = RuntimeError.from(thrown);
  return new RuntimeError(code, rawMessage, { details: { ...details, requestId }, retryable, cause: cause ?? thrown });
}

/** An id that came in a body may be anything: only one that a header can hold goes out as one. */
function withHeader({ envelope, payloads }: Message, requestId: string): Message {
  if (!VALID_ID.test(requestId)) return { envelope, payloads };
  return { envelope: { ...envelope, headers: { ...envelope.headers, [HEADER]: requestId } }, payloads };
}
