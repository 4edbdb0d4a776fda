import { decodeDataRequest, encodeDataRequest, type Message, payloadBytesOf, RuntimeError } from '@zedflow/core-protocol';
import { AnswerWindow, type Ongoing, ServerCall } from '@zedflow/runtime-api';
import { IS_ERROR_TRAILER, rpcEndOf } from '../grpc-status.js';
import { callerOf, type RpcCaller } from './caller.js';
import type { DuplexCall } from './grpc-call.js';
import { assertMessageBytes, drainingError } from './refusals.js';
import { completeRequest, type RequestContext, replyBytes } from './request-context.js';
import { trailersOf } from './trailers.js';

/** One of the calls of a stream. */
class StreamedCall extends ServerCall {
  readonly requestId: string;
  readonly bytes: number;
  /** The encoded answer, when it is ready before its turn (results in order). */
  answer: Uint8Array | undefined;

  constructor(caller: RpcCaller, requestId: string, bytes: number) {
    super(caller);
    this.requestId = requestId;
    this.bytes = bytes;
  }
}

/**
 * One `jina.JinaRPC/Call`: many requests in, one answer each, in order only when the caller asks for it.
 *
 * Back-pressure: nothing more is read while as many calls are in flight as the caller (`__prefetch__`) and this server
 * allow, or while their bytes, those of answers that the caller has not taken, or those of the answers to come exceed the limit.
 */
export class CallStream implements Ongoing {
  readonly #call: DuplexCall;
  readonly #context: RequestContext;
  readonly #caller: RpcCaller;
  readonly #running = new Set<StreamedCall>();
  readonly #isOrdered: boolean;
  readonly #maxInFlight: number;
  readonly #window: AnswerWindow;
  #bytesInFlight = 0;
  #bytesUnsent = 0;
  #isPaused = false;
  #isHalfClosed = false;
  #isDraining = false;
  #hasRefused = false;
  /** What the RPC ends with once the calls that came before it are answered. */
  #unreadable: RuntimeError | undefined;
  #isOver = false;
  #hasErrorAnswer = false;

  constructor(call: DuplexCall, context: RequestContext) {
    this.#call = call;
    this.#context = context;
    this.#caller = callerOf(call);
    this.#isOrdered = this.#caller.headers['__results_in_order__'] === 'true';
    this.#maxInFlight = inFlightLimit(this.#caller.headers['__prefetch__'], context.maxInFlight);
    this.#window = new AnswerWindow(this.#maxInFlight, context.maxInFlightBytes);
    call.on('data', (bytes: Buffer) => this.#onRequest(bytes));
    call.on('end', () => this.#onHalfClose());
    call.on('drain', () => this.#onDrain());
    // grpc-js emits it after a normal end as well; nothing is in flight then.
    call.on('cancelled', () => this.#onCancelled());
    context.activity.begin(this);
  }

  /** Requests that still come are not begun; the end of the RPC tells so. */
  drain(): void {
    this.#isDraining = true;
    this.#endIfDone();
  }

  kill(error: RuntimeError): void {
    if (!this.#isOver) this.#end(error);
  }

  #onRequest(bytes: Buffer): void {
    if (this.#isOver || this.#unreadable !== undefined) return;
    if (this.#isDraining) {
      this.#hasRefused = true;
      return;
    }
    let request: Message;
    try {
      assertMessageBytes(bytes);
      request = completeRequest(decodeDataRequest(bytes), 'call', this.#caller, this.#context);
    } catch (thrown) {
      this.#unreadable = RuntimeError.from(thrown, 'protocol_malformed');
      this.#endIfDone();
      return;
    }
    const running = new StreamedCall(this.#caller, request.envelope.requestId, payloadBytesOf(request));
    this.#running.add(running);
    this.#bytesInFlight += running.bytes;
    this.#pauseIfFull();
    this.#context.service.call(request, running).then(
      (reply) => this.#onReply(running, request, reply),
      (thrown: unknown) => this.#onFailure(running, RuntimeError.from(thrown)),
    );
  }

  #onReply(running: StreamedCall, request: Message, reply: Message): void {
    if (this.#isOver) return;
    let answer: Uint8Array;
    try {
      if (reply.envelope.status?.code === 'ERROR') this.#hasErrorAnswer = true;
      answer = replyBytes(reply, request);
    } catch (thrown) {
      this.#onFailure(running, RuntimeError.from(thrown));
      return;
    }
    this.#answer(running, answer);
  }

  #onFailure(running: StreamedCall, error: RuntimeError): void {
    if (this.#isOver) return;
    const empty = { kind: 'reply', sequence: 0, requestId: running.requestId, endpoint: '' } as const;
    // Jina 3.34: one response that has only the request id, then the RPC ends with the code.
    this.#write(encodeDataRequest({ envelope: empty, payloads: [] }));
    this.#end(error);
  }

  #answer(running: StreamedCall, answer: Uint8Array): void {
    this.#window.onAnswer(answer.byteLength);
    if (this.#isOrdered) {
      running.answer = answer;
      for (const first of this.#running) {
        if (first.answer === undefined) break;
        this.#forget(first);
        this.#write(first.answer);
      }
    } else {
      this.#forget(running);
      this.#write(answer);
    }
    if (this.#isPaused) this.#resumeIfRoom();
    this.#endIfDone();
  }

  #forget(running: StreamedCall): void {
    this.#running.delete(running);
    this.#bytesInFlight -= running.bytes;
  }

  #write(answer: Uint8Array): void {
    this.#bytesUnsent += answer.byteLength;
    this.#call.write(answer);
    if (!this.#call.writableNeedDrain) this.#bytesUnsent = 0;
  }

  #isFull(): boolean {
    if (this.#bytesInFlight >= this.#context.maxInFlightBytes) return true;
    // A `drain` event is certain only when a write has asked to wait.
    if (!this.#call.writableNeedDrain) return this.#window.isFull(this.#running.size, 0);
    return this.#call.writableLength >= this.#maxInFlight || this.#window.isFull(this.#running.size, this.#bytesUnsent);
  }

  #pauseIfFull(): void {
    if (this.#isPaused || !this.#isFull()) return;
    this.#isPaused = true;
    this.#call.pause();
  }

  #resumeIfRoom(): void {
    if (this.#isFull()) return;
    this.#isPaused = false;
    this.#call.resume();
  }

  #onDrain(): void {
    this.#bytesUnsent = 0;
    if (this.#isPaused) this.#resumeIfRoom();
  }

  #onHalfClose(): void {
    this.#isHalfClosed = true;
    this.#endIfDone();
  }

  #endIfDone(): void {
    if (this.#isOver || this.#running.size > 0) return;
    if (this.#unreadable !== undefined) this.#end(this.#unreadable);
    else if (this.#isHalfClosed && !this.#hasRefused) this.#end();
    else if (this.#isDraining) this.#end(drainingError());
  }

  #end(error?: RuntimeError): void {
    this.#close();
    if (error !== undefined) this.#call.emit('error', rpcEndOf(error));
    else if (this.#hasErrorAnswer && this.#context.role === 'worker') this.#call.end(trailersOf({ [IS_ERROR_TRAILER]: 'true' }));
    else this.#call.end();
  }

  #onCancelled(): void {
    if (!this.#isOver) this.#close();
  }

  #close(): void {
    this.#isOver = true;
    for (const running of this.#running) running.abort();
    this.#running.clear();
    this.#context.activity.end(this);
  }
}

/** What the caller asks for, never above the server's own limit. Jina 3.34: text that is no number is ignored, 0 means no limit. */
function inFlightLimit(prefetch: string | undefined, limit: number): number {
  const wanted = Number.parseInt(prefetch ?? '', 10);
  return wanted > 0 ? Math.min(wanted, limit) : limit;
}
