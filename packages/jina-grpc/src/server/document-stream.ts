import { decodeSingleDocumentRequest, type Message, RuntimeError } from '@zedflow/core-protocol';
import { type Ongoing, ServerCall } from '@zedflow/runtime-api';
import { rpcEndOf } from '../grpc-status.js';
import { callerOf, type RpcCaller } from './caller.js';
import type { WritableCall } from './grpc-call.js';
import { assertMessageBytes, drainingError } from './refusals.js';
import { completeRequest, itemBytes, type RequestContext } from './request-context.js';

/**
 * `stream_doc`: one document in, many out. A handler's error is one more item, without a document and with an ERROR
 * status, on an RPC that ends OK: that is how Jina's clients learn of it.
 */
export function streamDocument(context: RequestContext): (call: WritableCall) => void {
  return (call) => {
    let request: Message;
    let caller: RpcCaller;
    try {
      if (context.activity.isDraining) throw drainingError();
      assertMessageBytes(call.request);
      caller = callerOf(call);
      request = completeRequest(decodeSingleDocumentRequest(call.request), 'open', caller, context);
    } catch (thrown) {
      call.emit('error', rpcEndOf(RuntimeError.from(thrown, 'protocol_malformed')));
      return;
    }
    const running = new ServerCall(caller);
    call.once('cancelled', () => running.leave());
    const ongoing: Ongoing = {
      kill(error) {
        call.emit('error', rpcEndOf(error));
        running.abort();
      },
    };
    context.activity.begin(ongoing);
    forward(call, request, running, context)
      .then(
        () => call.end(),
        (thrown: unknown) => {
          if (!running.isAborted) call.emit('error', rpcEndOf(RuntimeError.from(thrown)));
        },
      )
      .finally(() => context.activity.end(ongoing));
  };
}

async function forward(call: WritableCall, request: Message, running: ServerCall, context: RequestContext): Promise<void> {
  for await (const message of context.service.stream(request, running)) {
    // Leaving the loop cancels the call.
    if (running.isAborted) return;
    const { kind, status } = message.envelope;
    if (kind === 'end' && status?.code !== 'ERROR') return;
    const item = kind === 'end' ? { ...message, payloads: [] } : message;
    if (!call.write(itemBytes(item, request))) await taken(call);
  }
}

/** Until the caller has taken what was written, or is gone. */
function taken(call: WritableCall): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      call.off('drain', done);
      call.off('cancelled', done);
      resolve();
    };
    call.once('drain', done);
    call.once('cancelled', done);
  });
}
