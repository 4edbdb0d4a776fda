import type { Socket } from 'node:net';
import { type Message, newId, RuntimeError } from '@zedflow/core-protocol';
import { type Activity, AnswerWindow, type Caller, type CallService, type Logger, type Ongoing, ServerCall } from '@zedflow/runtime-api';
import type { WebSocket } from 'ws';
import { type FrameCodec, failureReply } from './frame-codec.js';

/** What all connections of a listener share. */
export interface ConnectionContext {
  readonly service: CallService;
  readonly maxInFlight: number;
  readonly stallTimeoutMs: number;
  readonly activity: Activity;
  readonly exposeStacks: boolean;
  readonly logger: Logger;
  readonly now: () => number;
}

/** What one client brought with its handshake. */
export interface Handshake {
  /** What carries the frames. */
  readonly transport: Socket;
  readonly caller: Caller;
  readonly headers: Readonly<Record<string, string>>;
  readonly traceparent: string | undefined;
  readonly timeoutMs: number | undefined;
}

/** Answers of one connection, in bytes, that may wait for the client, and as many that calls in flight may be about to give. */
const ANSWER_BUDGET_BYTES = 32 * 1024 * 1024;

/** What may still wait when a paused connection is read again. */
const LOW_BUFFERED_BYTES = 1024 * 1024;

/** The reason of a close frame has this much room (RFC 6455). */
const MAX_REASON_BYTES = 123;

const PAUSED_PING_MS = 500;

/** The most that a stalled client has for taking its close. */
const STALLED_CLOSE_MS = 5_000;

/** Time that a draining server gives clients to answer its close. */
const CLOSE_ANSWER_MS = 250;

const CLOSE_NORMAL = 1000;
const CLOSE_GOING_AWAY = 1001;
const CLOSE_POLICY = 1008;
const CLOSE_INTERNAL = 1011;

/** Failures that say nothing about one request but that the Flow cannot be reached: Jina closes the connection (Jina 3.34). */
const NETWORK_CODES: ReadonlySet<string> = new Set([
  'unavailable',
  'deadline_exceeded',
  'transport_lost',
  'transport_closed',
  'executor_died',
  'runtime_draining',
]);

/** One WebSocket client: requests in, answers out in the order in which they are ready, as Jina's gateway does (Jina 3.34). */
export class WsConnection implements Ongoing {
  readonly #socket: WebSocket;
  readonly #codec: FrameCodec;
  readonly #handshake: Handshake;
  readonly #context: ConnectionContext;
  readonly #calls = new Set<ServerCall>();
  readonly #window: AnswerWindow;
  /** Frames that had been read already when the socket was paused: one chunk holds hundreds of small ones. */
  readonly #waiting: Buffer[] = [];
  #isInputOver = false;
  #isDraining = false;
  #pings: NodeJS.Timeout | undefined;

  constructor(socket: WebSocket, codec: FrameCodec, handshake: Handshake, context: ConnectionContext) {
    this.#socket = socket;
    this.#codec = codec;
    this.#handshake = handshake;
    this.#context = context;
    this.#window = new AnswerWindow(context.maxInFlight, ANSWER_BUDGET_BYTES);
    handshake.transport.setTimeout(context.stallTimeoutMs).on('timeout', () => this.#onStall());
    // Its answer is written by ws, and counts as well.
    socket.on('ping', () => this.#balanceReading());
    socket.on('message', (frame: Buffer) => this.#onFrame(frame));
    socket.on('close', () => this.#onClose());
    socket.on('error', (error) =>
      context.logger.debug('WebSocket connection broke', { peer: handshake.caller.peer, reason: error.message }),
    );
    context.activity.begin(this);
  }

  /** Takes no further request, lets what runs finish, then closes. */
  drain(): void {
    this.#isDraining = true;
    this.#takeNoMore();
    this.#closeWhenDone();
  }

  /** Cuts the connection. */
  kill(): void {
    this.#socket.terminate();
  }

  #onFrame(frame: Buffer): void {
    if (this.#isInputOver || this.#isDraining || this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.isPaused) {
      this.#waiting.push(frame);
      return;
    }
    this.#begin(frame);
    this.#balanceReading();
  }

  #begin(frame: Buffer): void {
    if (this.#codec.isEnd(frame)) {
      this.#waiting.length = 0;
      this.#isInputOver = true;
      this.#closeWhenDone();
      return;
    }
    let request: Message;
    try {
      request = this.#complete(this.#codec.read(frame));
    } catch (thrown) {
      this.#send(failureReply({ requestId: '', endpoint: '' }, RuntimeError.from(thrown), this.#context.exposeStacks));
      return;
    }
    const call = new ServerCall(this.#handshake.caller);
    this.#calls.add(call);
    this.#context.service.call(request, call).then(
      (reply) => this.#answer(call, reply),
      (thrown: unknown) => this.#fail(call, request, RuntimeError.from(thrown)),
    );
  }

  #complete({ envelope, payloads }: Message): Message {
    const { headers, traceparent, timeoutMs } = this.#handshake;
    const deadlineMs = timeoutMs === undefined ? undefined : this.#context.now() + timeoutMs;
    return {
      envelope: {
        ...envelope,
        kind: 'call',
        requestId: envelope.requestId || newId(),
        headers,
        ...(traceparent !== undefined && { traceparent }),
        ...(deadlineMs !== undefined && { deadlineMs }),
      },
      payloads,
    };
  }

  #answer(call: ServerCall, reply: Message): void {
    this.#calls.delete(call);
    this.#send(reply);
    this.#balanceReading();
    this.#closeWhenDone();
  }

  #fail(call: ServerCall, request: Message, error: RuntimeError): void {
    this.#calls.delete(call);
    if (NETWORK_CODES.has(error.code)) this.#close(CLOSE_INTERNAL, reasonOf(error));
    else this.#answer(call, failureReply(request.envelope, error, this.#context.exposeStacks));
  }

  #send(reply: Message): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    let frame: string | Uint8Array;
    try {
      frame = this.#codec.write(reply);
    } catch (thrown) {
      // The documents of an Executor that cannot be written in the client's form.
      frame = this.#codec.write(failureReply(reply.envelope, RuntimeError.from(thrown), this.#context.exposeStacks));
    }
    this.#window.onAnswer(frame.length);
    this.#socket.send(frame, () => this.#balanceReading());
  }

  /** Stops reading the socket while too much is under way: TCP then holds the client back. */
  #balanceReading(): void {
    if (this.#isDraining || this.#socket.readyState !== this.#socket.OPEN) return;
    if (!this.#socket.isPaused) {
      if (this.#isFull()) this.#pause();
      return;
    }
    if (this.#socket.bufferedAmount > LOW_BUFFERED_BYTES) return;
    while (!this.#isFull()) {
      const frame = this.#waiting.shift();
      if (frame === undefined) {
        this.#resume();
        return;
      }
      this.#begin(frame);
    }
  }

  #isFull(): boolean {
    return this.#window.isFull(this.#calls.size, this.#socket.bufferedAmount);
  }

  /** A paused socket does not see its client leave: pings do, as writing to a connection that is gone fails. */
  #pause(): void {
    this.#socket.pause();
    this.#pings = setInterval(() => {
      // Answers that wait find out by themselves; a ping behind them would only look like life.
      if (this.#socket.bufferedAmount === 0) this.#socket.ping();
    }, PAUSED_PING_MS);
    this.#pings.unref();
  }

  #resume(): void {
    clearInterval(this.#pings);
    this.#socket.resume();
  }

  /** Forgets what has not begun. A paused socket would not see the client's own close. */
  #takeNoMore(): void {
    this.#waiting.length = 0;
    this.#resume();
  }

  #close(code: number, reason: string): void {
    this.#socket.close(code, reason);
    this.#takeNoMore();
  }

  /** Nothing was written or read for the time of the option; a client that has nothing to take may be silent. */
  #onStall(): void {
    const unsentBytes = this.#socket.bufferedAmount;
    if (unsentBytes === 0 || this.#socket.readyState !== this.#socket.OPEN) return;
    const { logger, stallTimeoutMs } = this.#context;
    const { peer } = this.#handshake.caller;
    for (const call of this.#calls) call.leave();
    this.#close(CLOSE_POLICY, `no byte of the waiting answers was taken for ${stallTimeoutMs} ms`);
    logger.warn('WebSocket client that took no answers is closed', { peer, unsentBytes, stallTimeoutMs });
    // The reason goes out behind the answers, to a client that wakes up soon.
    const timer = setTimeout(() => this.#socket.terminate(), Math.min(stallTimeoutMs, STALLED_CLOSE_MS));
    this.#socket.once('close', () => clearTimeout(timer));
  }

  #closeWhenDone(): void {
    if (this.#calls.size > 0 || !(this.#isInputOver || this.#isDraining)) return;
    this.#socket.close(this.#isInputOver ? CLOSE_NORMAL : CLOSE_GOING_AWAY);
    if (this.#isDraining) this.#terminateWhenFlushed();
  }

  /** A client that does not answer the close must not hold a stop; one that still reads its answers may. */
  #terminateWhenFlushed(): void {
    const timer = setTimeout(() => {
      if (this.#socket.bufferedAmount > 0) this.#terminateWhenFlushed();
      else this.#socket.terminate();
    }, CLOSE_ANSWER_MS);
    this.#socket.once('close', () => clearTimeout(timer));
  }

  #onClose(): void {
    this.#waiting.length = 0;
    clearInterval(this.#pings);
    for (const call of this.#calls) call.leave();
    this.#calls.clear();
    this.#context.activity.end(this);
  }
}

/** As much of the message as a close frame holds. */
function reasonOf({ message }: RuntimeError): string {
  const bytes = Buffer.from(message);
  if (bytes.byteLength <= MAX_REASON_BYTES) return message;
  // A cut character becomes U+FFFD, which is longer than what it replaces.
  return bytes
    .subarray(0, MAX_REASON_BYTES - 6)
    .toString()
    .replace(/\ufffd+$/, '')
    .concat('...');
}
