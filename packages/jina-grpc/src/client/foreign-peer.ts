import type { Client } from '@grpc/grpc-js';
import {
  decodeDataRequest,
  encodeDataRequest,
  encodeDataRequestList,
  JINA_METHODS,
  type Message,
  payloadBytesOf,
  RuntimeError,
} from '@zedflow/core-protocol';
import { type CallOptions, isAborted, type PeaDescription } from '@zedflow/runtime-api';
import { splitParts } from '../joined-parts.js';
import { CallMetadata } from './call-metadata.js';
import { requestDocuments } from './document-rpc.js';
import { ForeignCall } from './foreign-call.js';
import type { ResolvedGrpcLinkOptions } from './grpc-link-options.js';
import { answerForCaller, joined, requestForPeer } from './peer-content.js';
import { cancelledError, sendUnary } from './unary-request.js';

/** What is known of a foreign peer by now. */
export interface ForeignFacts {
  readonly description: PeaDescription | undefined;
  readonly generation: 'jina/v1' | 'jina/v2';
}

/** Calls at a peer that speaks only Jina's wire: one RPC each. */
export class ForeignPeer {
  readonly #client: Client;
  readonly #address: string;
  readonly #options: ResolvedGrpcLinkOptions;
  readonly #metadata: CallMetadata;
  readonly #onRoom: () => void;
  readonly #calls = new Set<ForeignCall>();
  readonly #streams = new Set<AbortController>();
  #bytesInFlight = 0;
  /** Jina 3.34: gateways have no `process_data`. */
  #takesLists = true;

  /** @param onRoom runs when room came free. */
  constructor(client: Client, address: string, options: ResolvedGrpcLinkOptions, onRoom: () => void) {
    this.#client = client;
    this.#address = address;
    this.#options = options;
    this.#metadata = new CallMetadata(options.metadata);
    this.#onRoom = onRoom;
  }

  get inFlight(): number {
    return this.#calls.size + this.#streams.size;
  }

  canTake(payloadBytes: number): boolean {
    const { maxInFlight, maxInFlightBytes } = this.#options;
    return this.inFlight === 0 || (this.inFlight < maxInFlight && this.#bytesInFlight + payloadBytes <= maxInFlightBytes);
  }

  call(request: Message, facts: ForeignFacts, options: CallOptions): Promise<Message> {
    if (isAborted(options)) return Promise.reject(cancelledError(this.#address, options.signal));
    return new Promise((resolve, reject) => {
      const prepared = requestForPeer(request, facts.generation, facts.description);
      const call = new ForeignCall(request, payloadBytesOf(request), this.#address, options, this.#onCallEnd);
      call.settleWith(resolve, reject);
      this.#calls.add(call);
      this.#bytesInFlight += call.bytes;
      try {
        this.#send(call, prepared, facts);
      } catch (thrown) {
        call.fail(thrown);
      }
    });
  }

  async *stream(request: Message, facts: ForeignFacts, { signal }: CallOptions): AsyncGenerator<Message, void> {
    const controller = new AbortController();
    const follow = () => controller.abort(signal?.reason);
    if (signal?.aborted) follow();
    signal?.addEventListener('abort', follow, { once: true });
    this.#streams.add(controller);
    try {
      const items = requestDocuments({
        client: this.#client,
        address: this.#address,
        request: requestForPeer(request, facts.generation, facts.description),
        generation: facts.generation,
        metadata: this.#metadata.of(request.envelope),
        deadlineMs: request.envelope.deadlineMs,
        signal: controller.signal,
      });
      for await (const item of items) yield answerForCaller(item, request, facts.description);
    } finally {
      signal?.removeEventListener('abort', follow);
      this.#streams.delete(controller);
      this.#onRoom();
    }
  }

  /** Ends everything that is under way with the error. */
  close(error: RuntimeError): void {
    for (const call of [...this.#calls]) call.abandon(error);
    for (const controller of this.#streams) controller.abort(error);
  }

  readonly #onCallEnd = (call: ForeignCall): void => {
    this.#calls.delete(call);
    this.#bytesInFlight -= call.bytes;
    this.#onRoom();
  };

  #send(call: ForeignCall, prepared: Message, facts: ForeignFacts): void {
    if (prepared.payloads.length <= 1) {
      this.#sendOne(call, encodeDataRequest(prepared), facts);
    } else if (this.#takesLists) {
      const bytes = encodeDataRequestList(splitParts(prepared));
      this.#rpc(call, JINA_METHODS.processData, bytes, facts, () => {
        this.#takesLists = false;
        this.#send(call, prepared, facts);
      });
    } else {
      this.#sendOne(call, encodeDataRequest(joined(prepared, facts.generation)), facts);
    }
  }

  #sendOne(call: ForeignCall, bytes: Uint8Array, facts: ForeignFacts): void {
    this.#rpc(call, JINA_METHODS.processSingleData, bytes, facts);
  }

  #rpc(
    call: ForeignCall,
    method: (typeof JINA_METHODS)['processSingleData' | 'processData'],
    bytes: Uint8Array,
    facts: ForeignFacts,
    onUnimplemented?: () => void,
  ): void {
    const { envelope } = call.request;
    const callByMs = envelope.deadlineMs ?? Number.POSITIVE_INFINITY;
    const { timeoutSendMs } = this.#options;
    const sendByMs = timeoutSendMs === undefined ? Number.POSITIVE_INFINITY : Date.now() + timeoutSendMs;
    const metadata = this.#metadata.of(envelope);
    const request = { method, bytes, metadata, deadlineMs: Math.min(callByMs, sendByMs) };
    const rpc = sendUnary(this.#client, request, this.#address, (error, answer) => {
      if (call.isOver) return;
      try {
        if (answer !== undefined) call.succeed(this.#answer(call.request, answer, facts));
        else if (error?.code === 'unimplemented' && onUnimplemented !== undefined) onUnimplemented();
        else call.fail(error?.code === 'deadline_exceeded' && sendByMs < callByMs ? this.#tooSlow(error) : error);
      } catch (thrown) {
        call.fail(thrown);
      }
    });
    call.cancelRpc = () => rpc.cancel();
  }

  #answer(request: Message, bytes: Buffer, facts: ForeignFacts): Message {
    return answerForCaller(decodeDataRequest(bytes, { kind: 'reply', fallback: facts.generation }), request, facts.description);
  }

  /** The caller still waits: another replica may have the answer in time. */
  #tooSlow(cause: RuntimeError): RuntimeError {
    const timeoutSendMs = this.#options.timeoutSendMs ?? 0;
    return new RuntimeError('deadline_exceeded', `${this.#address} had no answer within timeout_send = ${timeoutSendMs} ms`, {
      details: { address: this.#address, timeoutSendMs, started: true },
      retryable: true,
      cause,
    });
  }
}
