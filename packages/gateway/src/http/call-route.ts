import { type Message, RuntimeError } from '@zedflow/core-protocol';
import { type CallService, ServerCall } from '@zedflow/runtime-api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../web/caller-of.js';
import { httpStatusOfError, respondFailure } from '../web/error-response.js';
import { replyV1, replyV2 } from '../web/reply-json.js';
import { respond, respondJson } from '../web/respond.js';
import { type ReadContext, type RequestShape, readDocumentRequest, readRequest } from './read-request.js';
import { responseHeadersOf } from './response-headers.js';
import { respondStream } from './stream-route.js';

/** What the routes that call the Flow share. */
export interface CallRouteContext extends ReadContext {
  readonly service: CallService;
  readonly exposeStacks: boolean;
}

/** Calls the Flow with the body and answers in the form of the generation. */
export async function answerCall(
  request: FastifyRequest,
  reply: FastifyReply,
  shape: RequestShape,
  context: CallRouteContext,
  okStatus = 200,
): Promise<void> {
  let message: Message | undefined;
  try {
    const read = readRequest(request, shape, context);
    message = read.message;
    const answer = await context.service.call(message, httpCall(request, reply));
    const headers = responseHeadersOf(answer);
    const { status } = answer.envelope;
    if (read.generation === 'v1') respond(reply, okStatus, headers, replyV1(answer));
    else if (status?.code === 'ERROR') respondJson(reply, httpStatusOfError(status), { detail: status.description ?? '' }, headers);
    else respond(reply, okStatus, headers, replyV2(answer));
  } catch (thrown) {
    fail(request, reply, thrown, shape.endpoint ?? '', message, context);
  }
}

/** Streams the answer as server-sent events. GET has the document itself as body or query, POST the usual body. */
export async function answerStream(
  request: FastifyRequest,
  reply: FastifyReply,
  endpoint: string,
  context: CallRouteContext,
): Promise<void> {
  let message: Message | undefined;
  try {
    if (request.method === 'GET') message = readDocumentRequest(request, endpoint, context);
    else {
      const { envelope, payloads } = readRequest(request, { endpoint, generation: 'v2' }, context).message;
      message = { envelope: { ...envelope, kind: 'open' }, payloads };
    }
    await respondStream(reply, context.service, message, httpCall(request, reply), context.exposeStacks);
  } catch (thrown) {
    fail(request, reply, thrown, endpoint, message, context);
  }
}

/** The call of one request; it is over when the client leaves. */
function httpCall({ raw }: FastifyRequest, reply: FastifyReply): ServerCall {
  const call = new ServerCall(callerOf(raw.socket, 'http'));
  const response = reply.raw;
  response.once('close', () => {
    if (!response.writableFinished) call.leave();
  });
  return call;
}

function fail(
  request: FastifyRequest,
  reply: FastifyReply,
  thrown: unknown,
  endpoint: string,
  message: Message | undefined,
  { exposeStacks }: CallRouteContext,
): void {
  const given = request.headers['x-request-id'];
  const requestId = message?.envelope.requestId ?? (typeof given === 'string' ? given : '');
  respondFailure(reply, RuntimeError.from(thrown), { requestId, endpoint: message?.envelope.endpoint ?? endpoint, exposeStacks });
}
