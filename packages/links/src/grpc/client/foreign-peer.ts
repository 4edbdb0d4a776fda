import type { Client } from '@grpc/grpc-js';
import {
  decodeDataRequest,
  encodeDataRequest,
  encodeDataRequestList,
  isRuntimeError,
  JINA_METHODS,
  type Message,
  RuntimeError,
} from '@zedflow/core-protocol';
import type { CallOptions, PeaDescription } from '@zedflow/runtime-api';
import { splitParts } from '../joined-parts.js';
import { CallMetadata } from './call-metadata.js';
import { requestDocuments } from './document-rpc.js';
import type { ResolvedGrpcLinkOptions } from './grpc-link-options.js';
import { answerForCaller, joined, requestForPeer } from './peer-content.js';
import { requestUnary } from './unary-request.js';

/** What is known of a foreign peer by now. */
export interface ForeignFacts {
  readonly description: PeaDescription | undefined;
  readonly generation: 'jina/v1' | 'jina/v2';
}

/** Calls at a peer that speaks only Jina's wire: one RPC each. */
export class ForeignPeer {
  readonly #client: Client;
  readonly #address: string;
  readonly #timeoutSendMs: number | undefined;
  readonly #metadata: CallMetadata;
  /** Jina 3.34: gateways have no `process_data`. */
  #takesLists = true;

  constructor(client: Client, address: string, options: ResolvedGrpcLinkOptions) {
    this.#client = client;
    this.#address = address;
    this.#timeoutSendMs = options.timeoutSendMs;
    this.#metadata = new CallMetadata(options.metadata);
  }

  async call(request: Message, facts: ForeignFacts, options: CallOptions): Promise<Message> {
    const prepared = requestForPeer(request, facts.generation, facts.description);
    const bytes = await this.#send(prepared, request, facts, options);
    return answerForCaller(decodeDataRequest(bytes, { kind: 'reply', fallback: facts.generation }), request, facts.description);
  }

  async *stream(request: Message, facts: ForeignFacts, options: CallOptions): AsyncGenerator<Message, void> {
    const items = requestDocuments({
      client: this.#client,
      address: this.#address,
      request: requestForPeer(request, facts.generation, facts.description),
      generation: facts.generation,
      metadata: this.#metadata.of(request.envelope),
      deadlineMs: request.envelope.deadlineMs,
      signal: options.signal,
    });
    for await (const item of items) yield answerForCaller(item, request, facts.description);
  }

  async #send(prepared: Message, request: Message, facts: ForeignFacts, options: CallOptions): Promise<Buffer> {
    if (prepared.payloads.length <= 1) return this.#unary(JINA_METHODS.processSingleData, encodeDataRequest(prepared), request, options);
    if (this.#takesLists) {
      try {
        return await this.#unary(JINA_METHODS.processData, encodeDataRequestList(splitParts(prepared)), request, options);
      } catch (thrown) {
        if (!isRuntimeError(thrown, 'unimplemented')) throw thrown;
        this.#takesLists = false;
      }
    }
    return this.#unary(JINA_METHODS.processSingleData, encodeDataRequest(joined(prepared, facts.generation)), request, options);
  }

  async #unary(
    method: (typeof JINA_METHODS)['processSingleData' | 'processData'],
    bytes: Uint8Array,
    { envelope }: Message,
    { signal }: CallOptions,
  ): Promise<Buffer> {
    const sendByMs = this.#timeoutSendMs === undefined ? Number.POSITIVE_INFINITY : Date.now() + this.#timeoutSendMs;
    const callByMs = envelope.deadlineMs ?? Number.POSITIVE_INFINITY;
    const deadlineMs = Math.min(sendByMs, callByMs);
    const metadata = this.#metadata.of(envelope);
    try {
      const limit = Number.isFinite(deadlineMs) ? deadlineMs : undefined;
      return await requestUnary(this.#client, { method, bytes, metadata, signal, deadlineMs: limit }, this.#address);
    } catch (thrown) {
      if (sendByMs >= callByMs || !isRuntimeError(thrown, 'deadline_exceeded')) throw thrown;
      // The caller still waits: another replica may have the answer in time.
      throw new RuntimeError('deadline_exceeded', `${this.#address} had no answer within timeout_send = ${this.#timeoutSendMs} ms`, {
        details: { address: this.#address, timeoutSendMs: this.#timeoutSendMs ?? 0, started: true },
        retryable: true,
        cause: thrown,
      });
    }
  }
}
