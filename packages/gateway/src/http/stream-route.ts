import { type Message, RuntimeError } from '@zedflow/core-protocol';
import type { CallOptions, CallService } from '@zedflow/runtime-api';
import type { FastifyReply } from 'fastify';
import { failureStatus, httpStatusOfError, respondFailure } from '../web/error-response.js';
import { jsonPayload, statusJson } from '../web/reply-json.js';
import { respondJson } from '../web/respond.js';
import { responseHeadersOf } from './response-headers.js';
import { SseResponse } from './sse-response.js';

const OPENING_BRACKET = 0x5b;
const SPACE = 0x20;

/**
 * Answers with server-sent events: `update` per document, then `end`. A failure before the first document has its HTTP status;
 * one after it is an `error` event with Jina's status (Jina itself reports none), and no `end`.
 */
export async function respondStream(
  reply: FastifyReply,
  service: CallService,
  request: Message,
  options: CallOptions,
  exposeStacks: boolean,
): Promise<void> {
  const sse = new SseResponse(reply);
  reply.hijack();
  try {
    for await (const message of service.stream(request, options)) {
      const { kind, status } = message.envelope;
      if (status?.code === 'ERROR') {
        if (!sse.isOpen) return respondJson(reply, httpStatusOfError(status), { detail: status.description ?? '' });
        await sse.send('error', statusJson(status));
        return;
      }
      sse.open(responseHeadersOf(message));
      if (kind === 'item') await sse.send('update', documentOf(message));
    }
    await sse.send('end');
  } catch (thrown) {
    const error = RuntimeError.from(thrown);
    const { requestId, endpoint } = request.envelope;
    if (sse.isOpen) await sse.send('error', statusJson(failureStatus(error, exposeStacks)));
    else respondFailure(reply, error, { requestId, endpoint, exposeStacks });
  } finally {
    sse.close();
  }
}

/** The one document of an item; lists of one are opened. */
function documentOf(item: Message): Uint8Array {
  const payload = jsonPayload(item) ?? Buffer.from('{}');
  let start = 0;
  let end = payload.byteLength;
  while (start < end && (payload[start] as number) <= SPACE) start++;
  if (payload[start] !== OPENING_BRACKET) return payload;
  while (end > start && (payload[end - 1] as number) <= SPACE) end--;
  return payload.subarray(start + 1, end - 1);
}
