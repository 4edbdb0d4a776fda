import { type ClientReadableStream, credentials, Client as GrpcClient, Metadata, type ServiceError } from '@grpc/grpc-js';
import {
  decodeDataRequest,
  decodeSingleDocumentRequest,
  encodeSingleDocumentRequest,
  JINA_METHODS,
  type Message,
  RuntimeError,
} from '@zedflow/core-protocol';
import type { ResolvedClientOptions } from '../client-options.js';
import { saysReady } from './dry-run-answer.js';
import { asBuffer, deadlineOptions, grpcError, identity, StreamSession, UnarySession } from './grpc-sessions.js';
import type { SendOptions, Session, SessionOptions, Transport } from './transport.js';

/** gRPC in Jina's wire: `JinaRPC.Call` for a stream of requests, `process_single_data` one by one. */
export class GrpcTransport implements Transport {
  readonly contentType: 'jina/v1' | 'jina/v2';
  readonly #client: GrpcClient;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #address: string;

  constructor({ host, port, tls, headers, docarray, maxMessageBytes }: ResolvedClientOptions) {
    this.contentType = `jina/${docarray}`;
    this.#headers = headers;
    this.#address = `${host}:${port}`;
    const channel = tls === undefined ? credentials.createInsecure() : credentials.createSsl(tls.ca, tls.key, tls.cert);
    this.#client = new GrpcClient(this.#address, channel, {
      'grpc.max_receive_message_length': maxMessageBytes,
      'grpc.max_send_message_length': maxMessageBytes,
      // Retries are this client's own: those of grpc-js keep every written message in memory.
      'grpc.enable_retries': 0,
      // A proxy variable in the environment must not catch local calls.
      'grpc.enable_http_proxy': 0,
      'grpc.use_local_subchannel_pool': 1,
    });
  }

  open({ isStream, headers }: SessionOptions): Session {
    const peer = {
      client: this.#client,
      metadata: this.#metadata(headers),
      address: this.#address,
      decodeReply: (bytes: Uint8Array) => decodeDataRequest(bytes, { kind: 'reply', fallback: this.contentType }),
    };
    return isStream ? new StreamSession(peer) : new UnarySession(peer);
  }

  async *streamDoc(request: Message, { signal }: SendOptions): AsyncGenerator<Message> {
    const stream: ClientReadableStream<Buffer> = this.#client.makeServerStreamRequest(
      JINA_METHODS.streamDoc.path,
      asBuffer,
      identity,
      encodeSingleDocumentRequest(request),
      this.#metadata(request.envelope.headers ?? {}),
      deadlineOptions(request),
    );
    const leave = () => stream.cancel();
    signal.addEventListener('abort', leave, { once: true });
    try {
      for await (const bytes of stream) yield decodeSingleDocumentRequest(bytes as Buffer, { kind: 'item', fallback: this.contentType });
    } catch (error) {
      throw signal.aborted ? RuntimeError.from(signal.reason, 'cancelled') : grpcError(error as ServiceError, this.#address);
    } finally {
      signal.removeEventListener('abort', leave);
      stream.cancel();
    }
  }

  isReady({ signal }: SendOptions): Promise<boolean> {
    return new Promise((resolve) => {
      const call = this.#client.makeUnaryRequest(
        JINA_METHODS.dryRun.path,
        identity,
        identity,
        Buffer.alloc(0),
        this.#metadata({}),
        (error, bytes) => resolve(error === null && bytes !== undefined && saysReady(bytes)),
      );
      signal.addEventListener('abort', () => call.cancel(), { once: true });
    });
  }

  async close(): Promise<void> {
    this.#client.close();
  }

  #metadata(headers: Readonly<Record<string, string>>): Metadata {
    const metadata = new Metadata();
    for (const [name, value] of Object.entries({ ...this.#headers, ...headers })) metadata.set(name, value);
    return metadata;
  }
}
