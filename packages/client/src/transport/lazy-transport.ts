import type { ContentType, Message } from '@zedflow/core-protocol';
import type { SendOptions, Session, SessionOptions, Transport } from './transport.js';

/**
 * A transport whose code (gRPC, HTTP or WebSocket library) is loaded by its first call, so that a program which imports the
 * client beside other things pays for no protocol that it does not speak.
 */
export class LazyTransport implements Transport {
  readonly contentType: ContentType;
  readonly #load: () => Promise<Transport>;
  #loading: Promise<Transport> | undefined;

  constructor(contentType: ContentType, load: () => Promise<Transport>) {
    this.contentType = contentType;
    this.#load = load;
  }

  open(options: SessionOptions): Session {
    return new LazySession(this.#loaded().then((transport) => transport.open(options)));
  }

  async *streamDoc(request: Message, options: SendOptions): AsyncGenerator<Message, void, void> {
    yield* (await this.#loaded()).streamDoc(request, options);
  }

  async isReady(options: SendOptions): Promise<boolean> {
    return (await this.#loaded()).isReady(options);
  }

  async close(): Promise<void> {
    // Closing what was never used needs no library.
    await (await this.#loading)?.close();
  }

  #loaded(): Promise<Transport> {
    this.#loading ??= this.#load();
    return this.#loading;
  }
}

class LazySession implements Session {
  readonly #opening: Promise<Session>;
  #session: Session | undefined;

  constructor(opening: Promise<Session>) {
    this.#opening = opening.then((session) => {
      this.#session = session;
      return session;
    });
    // Told to each `send`; a session that is closed unused has nobody to tell.
    this.#opening.catch(() => {});
  }

  send(request: Message, options: SendOptions): Promise<Message> {
    return this.#session === undefined
      ? this.#opening.then((session) => session.send(request, options))
      : this.#session.send(request, options);
  }

  close(): void {
    if (this.#session === undefined) this.#opening.then((session) => session.close()).catch(() => {});
    else this.#session.close();
  }
}
