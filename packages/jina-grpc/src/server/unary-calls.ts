import type { sendUnaryData } from '@grpc/grpc-js';
import { decodeDataRequest, decodeDataRequestList, type Message, RuntimeError } from '@zedflow/core-protocol';
import { type Ongoing, ServerCall } from '@zedflow/runtime-api';
import { ERROR_TRAILER, errorTrailerOf, IS_ERROR_TRAILER, rpcEndOf, WANTS_ERRORS_KEY } from '../grpc-status.js';
import { joinParts } from '../joined-parts.js';
import { callerOf, type RpcCaller } from './caller.js';
import type { UnaryCall } from './grpc-call.js';
import { assertMessageBytes, drainingError } from './refusals.js';
import { completeRequest, type RequestContext, replyBytes } from './request-context.js';
import { trailersOf } from './trailers.js';

type Answer = sendUnaryData<Uint8Array>;

/** `process_single_data`: one request, one answer. */
export function processSingleData(context: RequestContext): (call: UnaryCall, answer: Answer) => void {
  return (call, answer) => answerUnary(call, answer, decodeDataRequest, context);
}

/** `process_data`: the requests of several branches, joined into one call with named parts; heads and workers have it. */
export function processData(context: RequestContext): (call: UnaryCall, answer: Answer) => void {
  return (call, answer) => answerUnary(call, answer, decodeJoined, context);
}

const decodeJoined = (bytes: Uint8Array): Message => joinParts(decodeDataRequestList(bytes));

function answerUnary(call: UnaryCall, answer: Answer, decode: (bytes: Uint8Array) => Message, context: RequestContext): void {
  const { activity, service } = context;
  let request: Message;
  let caller: RpcCaller;
  try {
    if (activity.isDraining) throw drainingError();
    assertMessageBytes(call.request);
    caller = callerOf(call);
    request = completeRequest(decode(call.request), 'call', caller, context);
  } catch (thrown) {
    fail(call, answer, RuntimeError.from(thrown, 'protocol_malformed'));
    return;
  }
  const running = new ServerCall(caller);
  let isOver = false;
  const finish = () => {
    isOver = true;
    activity.end(ongoing);
  };
  const ongoing: Ongoing = {
    kill(error) {
      finish();
      running.abort();
      fail(call, answer, error);
    },
  };
  activity.begin(ongoing);
  // grpc-js emits it after the answer as well, and itself answers when the deadline has passed.
  call.once('cancelled', () => {
    if (isOver) return;
    finish();
    running.leave();
  });
  service.call(request, running).then(
    (reply) => {
      if (isOver) return;
      finish();
      try {
        const isError = context.role === 'worker' && reply.envelope.status?.code === 'ERROR';
        answer(null, replyBytes(reply, request), isError ? trailersOf({ [IS_ERROR_TRAILER]: 'true' }) : undefined);
      } catch (thrown) {
        fail(call, answer, RuntimeError.from(thrown));
      }
    },
    (thrown: unknown) => {
      if (isOver) return;
      finish();
      fail(call, answer, RuntimeError.from(thrown));
    },
  );
}

function fail(call: UnaryCall, answer: Answer, error: RuntimeError): void {
  const trailer = call.metadata.get(WANTS_ERRORS_KEY).length > 0 ? errorTrailerOf(error) : undefined;
  answer(rpcEndOf(error), null, trailer === undefined ? undefined : trailersOf({ [ERROR_TRAILER]: trailer }));
}
