import { decodeDataRequest, encodeDataRequest, type Message, RuntimeError } from '@zedflow/core-protocol';
import type { WebSocket } from 'ws';
import { PendingRequests } from './pending-requests.js';

/** Jina closes with it when a request could not be delivered; the reason says why. */
const CLOSE_INTERNAL_ERROR = 1011;
/** A frame that is larger than the receiver allows. */
const CLOSE_TOO_LARGE = 1009;

/** One open socket and the requests that wait for their answers on it. */
export class WebSocketConnection {
  readonly #socket: WebSocket;
  readonly #url: string;
  readonly #fallback: 'jina/v1' | 'jina/v2';
  // Jina's WebSocket has no word for `cancel`: only the end of the connection tells handlers that nobody waits.
  readonly #pending = new PendingRequests(() => this.close());
  readonly #opened: Promise<void>;
  #failure: RuntimeError | undefined;

  constructor(socket: WebSocket, url: string, fallback: 'jina/v1' | 'jina/v2') {
    this.#socket = socket;
    this.#url = url;
    this.#fallback = fallback;
    this.#opened = new Promise((resolve, reject) => {
      socket.on('open', resolve);
      socket.on('error', (error) => {
        this.#failure ??= new RuntimeError('unavailable', `${url}: ${error.message}`, { cause: error });
      });
      socket.on('close', (code, reason) => {
        this.#failure ??= closeError(url, code, reason.toString());
        this.#pending.rejectAll(this.#failure);
        reject(this.#failure);
      });
    });
    this.#opened.catch(() => {});
    socket.on('message', (frame: Buffer) => this.#receive(frame));
  }

  /** Whether the connection is over; it is never used again then. */
  get isBroken(): boolean {
    return this.#failure !== undefined;
  }

  async send(request: Message, signal: AbortSignal): Promise<Message> {
    if (this.#failure !== undefined) throw this.#failure;
    const bytes = encodeDataRequest(request);
    // Waits from now on: a caller may leave while the connection is still being opened.
    const reply = this.#pending.add(request.envelope.requestId, signal);
    this.#opened.then(
      () => {
        if (!signal.aborted && this.#failure === undefined) this.#socket.send(bytes);
      },
      // What waits is told by the end of the socket.
      () => {},
    );
    return reply;
  }

  close(): void {
    this.#failure ??= new RuntimeError('transport_closed', `the client's connection to ${this.#url} was closed`);
    if (this.#pending.isUnfinished) this.#socket.terminate();
    else this.#socket.close();
  }

  #receive(frame: Buffer): void {
    try {
      this.#pending.resolve(decodeDataRequest(frame, { kind: 'reply', fallback: this.#fallback }));
    } catch (error) {
      this.#failure ??= RuntimeError.from(error, 'protocol_malformed');
      this.#socket.terminate();
    }
  }
}

function closeError(url: string, code: number, reason: string): RuntimeError {
  const text = `${url} closed the connection with code ${code}${reason === '' ? '' : `: ${reason}`}`;
  if (code === CLOSE_INTERNAL_ERROR) return new RuntimeError('unavailable', text);
  if (code === CLOSE_TOO_LARGE) return new RuntimeError('protocol_message_too_large', text);
  return new RuntimeError('transport_lost', text);
}
