import { type ClientDuplexStream, type Client as GrpcClient, type Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { codeOfGrpcStatus, encodeDataRequest, JINA_METHODS, type Message, RuntimeError } from '@zedflow/core-protocol';
import { PendingRequests } from './pending-requests.js';
import { toldError } from './told-error.js';
import type { SendOptions, Session } from './transport.js';

/** What a gRPC session sends through. */
export interface GrpcPeer {
  readonly client: GrpcClient;
  readonly metadata: Metadata;
  /** `host:port`, for errors. */
  readonly address: string;
  decodeReply(bytes: Uint8Array): Message;
}

/** Messages cross grpc-js as bytes: the codec is the protocol's own. */
export const identity = (bytes: Buffer): Buffer => bytes;
export const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** All requests of one `post` over one bidirectional stream; a stream that broke is opened anew by the next request. */
export class StreamSession implements Session {
  readonly #peer: GrpcPeer;
  #open: { stream: ClientDuplexStream<Uint8Array, Buffer>; pending: PendingRequests } | undefined;

  constructor(peer: GrpcPeer) {
    this.#peer = peer;
  }

  async send(request: Message, { signal }: SendOptions): Promise<Message> {
    // Before anything waits for the answer: what cannot be encoded is an error of this call alone.
    const bytes = encodeDataRequest(request);
    this.#open ??= this.#start();
    const { stream, pending } = this.#open;
    const reply = pending.add(request.envelope.requestId, signal);
    if (!signal.aborted) stream.write(bytes);
    return reply;
  }

  close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined) return;
    if (open.pending.isUnfinished) {
      // Half-closing would let the server finish work that nobody waits for.
      open.stream.cancel();
      open.pending.rejectAll(new RuntimeError('cancelled', 'the caller left'));
    } else {
      open.stream.end();
    }
  }

  #start(): { stream: ClientDuplexStream<Uint8Array, Buffer>; pending: PendingRequests } {
    const pending = new PendingRequests();
    const stream = this.#peer.client.makeBidiStreamRequest<Uint8Array, Buffer>(
      JINA_METHODS.call.path,
      asBuffer,
      identity,
      this.#peer.metadata,
    );
    const open = { stream, pending };
    // Jina's gateway first answers with the bare id and then ends the RPC with the reason, so such an answer is held back.
    const bare: Message[] = [];
    const end = (error: RuntimeError) => {
      if (this.#open === open) this.#open = undefined;
      pending.rejectAll(error);
    };
    stream.on('data', (bytes: Buffer) => {
      let reply: Message;
      try {
        reply = this.#peer.decodeReply(bytes);
      } catch (error) {
        end(RuntimeError.from(error, 'protocol_malformed'));
        stream.cancel();
        return;
      }
      if (isBare(reply)) bare.push(reply);
      else pending.resolve(reply);
    });
    stream.on('error', (error: ServiceError) => end(grpcError(error, this.#peer.address)));
    stream.on('end', () => {
      for (const reply of bare) pending.resolve(reply);
      end(new RuntimeError('transport_lost', `${this.#peer.address} ended the stream before it had answered`));
    });
    return open;
  }
}

/** One RPC for each request. */
export class UnarySession implements Session {
  readonly #peer: GrpcPeer;
  readonly #closed = new AbortController();

  constructor(peer: GrpcPeer) {
    this.#peer = peer;
  }

  send(request: Message, { signal }: SendOptions): Promise<Message> {
    return new Promise((resolve, reject) => {
      const left = AbortSignal.any([signal, this.#closed.signal]);
      const call = this.#peer.client.makeUnaryRequest(
        JINA_METHODS.processSingleData.path,
        asBuffer,
        identity,
        encodeDataRequest(request),
        this.#peer.metadata,
        deadlineOptions(request),
        (error, bytes) => {
          left.removeEventListener('abort', leave);
          if (error !== null)
            return reject(left.aborted ? RuntimeError.from(left.reason, 'cancelled') : grpcError(error, this.#peer.address));
          try {
            resolve(this.#peer.decodeReply(bytes as Buffer));
          } catch (malformed) {
            reject(RuntimeError.from(malformed, 'protocol_malformed'));
          }
        },
      );
      const leave = () => call.cancel();
      left.addEventListener('abort', leave, { once: true });
      if (left.aborted) leave();
    });
  }

  close(): void {
    this.#closed.abort();
  }
}

/** The deadline of a request as one of the whole RPC, so that the server knows it too. */
export function deadlineOptions({ envelope }: Message): { deadline?: number } {
  return envelope.deadlineMs === undefined ? {} : { deadline: envelope.deadlineMs };
}

function isBare({ envelope, payloads }: Message): boolean {
  return (
    payloads.length === 0 && envelope.status === undefined && (envelope.routes ?? []).length === 0 && envelope.parameters === undefined
  );
}

/** grpc-js ends its text with this also when it has no note. */
const EMPTY_NOTE = /\.? Resolution note: *$/;

/** The error of an RPC that ended without an answer. */
export function grpcError(error: ServiceError, address: string): RuntimeError {
  const text = (error.details || error.message).replace(EMPTY_NOTE, '');
  return toldError(codeOfGrpcStatus(error.code ?? status.UNKNOWN), text, address, {
    cause: error,
    details: { address, grpcStatus: error.code ?? status.UNKNOWN },
  });
}
