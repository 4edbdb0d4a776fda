import { type Message, RuntimeError } from '@zedflow/core-protocol';
import { WebSocket } from 'ws';
import type { ResolvedClientOptions } from '../client-options.js';
import { saysReady } from './dry-run-answer.js';
import type { SendOptions, Session, SessionOptions, Transport } from './transport.js';
import { WebSocketConnection } from './web-socket-connection.js';

/** Jina's sub-protocol for binary frames, one serialized request or reply each. */
const BYTES_SUB_PROTOCOL = 'bytes';

/** One connection for all requests of the client; the first request opens it, and the next one after a break. */
export class WebSocketTransport implements Transport {
  readonly contentType: 'jina/v1' | 'jina/v2';
  readonly #options: ResolvedClientOptions;
  readonly #url: string;
  #connection: WebSocketConnection | undefined;

  constructor(options: ResolvedClientOptions) {
    this.contentType = `jina/${options.docarray}`;
    this.#options = options;
    this.#url = `${options.tls === undefined ? 'ws' : 'wss'}://${options.host}:${options.port}/`;
  }

  open({ headers }: SessionOptions): Session {
    if (Object.keys(headers).length > 0) {
      throw new TypeError('options.headers of a single call cannot be sent over WebSocket: give headers to createClient');
    }
    return { send: (request, { signal }) => this.#connected().send(request, signal), close: () => {} };
  }

  streamDoc(): AsyncIterable<Message> {
    throw new RuntimeError('config_unsupported', 'streamDoc does not exist on WebSocket in Jina 3.x: use protocol grpc or http');
  }

  isReady({ signal }: SendOptions): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = this.#connect(`${this.#url}dry_run`);
      const finish = (isReady: boolean) => {
        resolve(isReady);
        socket.terminate();
      };
      socket.on('open', () => socket.send(Buffer.alloc(0)));
      // A success is written as an empty frame.
      socket.on('message', (frame: Buffer) => finish(saysReady(frame)));
      socket.on('error', () => finish(false));
      socket.on('close', () => finish(false));
      signal.addEventListener('abort', () => finish(false), { once: true });
    });
  }

  async close(): Promise<void> {
    this.#connection?.close();
    this.#connection = undefined;
  }

  #connected(): WebSocketConnection {
    if (this.#connection === undefined || this.#connection.isBroken) {
      this.#connection = new WebSocketConnection(this.#connect(this.#url), this.#url, this.contentType);
    }
    return this.#connection;
  }

  #connect(url: string): WebSocket {
    const { headers, maxMessageBytes, tls } = this.#options;
    const socket = new WebSocket(url, [BYTES_SUB_PROTOCOL], { headers, maxPayload: maxMessageBytes === -1 ? 0 : maxMessageBytes, ...tls });
    // Jina 3.34 accepts the handshake without naming the sub-protocol, which ws would call an error.
    socket.on('upgrade', ({ headers: answered }) => {
      answered['sec-websocket-protocol'] ??= BYTES_SUB_PROTOCOL;
    });
    return socket;
  }
}
