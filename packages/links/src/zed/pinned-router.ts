import { setTimeout as sleep } from 'node:timers/promises';
import { type Envelope, encodeError, type Message, RuntimeError } from '@zedflow/core-protocol';
import type { Logger } from '@zedflow/runtime-api';
import type { Router } from 'zeromq';
import type { EncodedBatch } from '../batch/batch-layout.js';
import { decodeBatch } from '../batch/decode-batch.js';
import { encodeBatch } from '../batch/encode-batch.js';
import { type Hello, helloEnvelope, parseHello } from '../contract/hello.js';
import { bareOutgoing } from '../outbox/outgoing.js';
import { loadZeromq } from './load-zeromq.js';
import { TokenCheck } from './token-check.js';

/** Milliseconds for a refusal to reach its peer before the owner, who closes the socket then, hears of it. */
const REFUSAL_MS = 100;

/** What a pinned router tells its owner. */
export interface PinnedRouterEvents {
  /** The Pea has said hello, with the right token: from now on this socket belongs to it. */
  readonly onHello: (hello: Hello) => void;
  /** The Pea has the right token but cannot be talked to. */
  readonly onUnfit: (error: RuntimeError) => void;
  readonly onMessages: (messages: Message[]) => void;
  /** The socket is broken (not closed by us). */
  readonly onLost: (error: RuntimeError) => void;
}

/** Options of {@link bindPinnedRouter}. */
export interface PinnedRouterOptions {
  readonly address: string;
  readonly name: string;
  readonly token: string;
  /** Bytes of one frame beyond which ZeroMQ drops the sender; -1 = no limit. */
  readonly maxFrameBytes: number;
  readonly logger: Logger;
  readonly events: PinnedRouterEvents;
}

/**
 * A bound ROUTER socket that talks to one peer only: the first that shows the token. Abstract addresses can be listed and connected
 * to by every user of the machine, and a DEALER would share its calls out over all peers; here frames of others are counted and dropped,
 * and nothing is ever sent to them.
 */
export class PinnedRouter {
  readonly #socket: Router;
  readonly #options: PinnedRouterOptions;
  readonly #token: TokenCheck;
  #peer: Buffer | undefined;
  #isClosed = false;
  #dropped = 0;

  constructor(socket: Router, options: PinnedRouterOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#token = new TokenCheck(options.token);
  }

  /** Messages of strangers and garbage, so far. */
  get dropped(): number {
    return this.#dropped;
  }

  send({ frame, large }: EncodedBatch): Promise<void> {
    if (this.#peer === undefined) throw new RuntimeError('transport_lost', `${this.#options.name} has not said hello yet.`);
    return this.#socket.send(large.length === 0 ? [this.#peer, frame] : [this.#peer, frame, ...large]);
  }

  /** Reads until the socket is closed. */
  async run(): Promise<void> {
    try {
      for (;;) {
        const [peer, frame, ...large] = await this.#socket.receive();
        if (peer === undefined || frame === undefined) this.#drop('message without a frame');
        else this.#read(peer, frame, large);
      }
    } catch (cause) {
      if (this.#isClosed) return;
      this.#options.events.onLost(new RuntimeError('transport_lost', `The socket of ${this.#options.name} broke.`, { cause }));
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#socket.close();
  }

  #read(peer: Buffer, frame: Buffer, large: readonly Buffer[]): void {
    if (this.#peer !== undefined && !this.#peer.equals(peer)) {
      this.#drop('message of a stranger');
      return;
    }
    let messages: Message[];
    try {
      messages = decodeBatch(frame, large);
      if (this.#peer === undefined) {
        this.#readHello(peer, messages);
        return;
      }
    } catch (thrown) {
      this.#drop('garbage', thrown);
      return;
    }
    this.#options.events.onMessages(messages);
  }

  #readHello(peer: Buffer, messages: readonly Message[]): void {
    const envelope = messages[0]?.envelope;
    if (envelope?.kind !== 'hello' || !this.#token.accepts(envelope.body?.['token'])) {
      this.#drop('message without the token');
      return;
    }
    let hello: Hello;
    try {
      hello = parseHello(envelope);
    } catch (thrown) {
      const error = RuntimeError.from(thrown, 'protocol_malformed');
      void this.#refuse(peer, error);
      return;
    }
    this.#peer = peer;
    // The peer learns that it was taken, and what this side reads.
    void this.#reply(peer, helloEnvelope({}));
    this.#options.events.onHello(hello);
  }

  async #refuse(peer: Buffer, error: RuntimeError): Promise<void> {
    await this.#reply(peer, { kind: 'error', sequence: 0, requestId: '', endpoint: '', error: encodeError(error) });
    // A ROUTER that is closed at once loses it now and then, whatever its linger (zeromq 6.8).
    await sleep(REFUSAL_MS);
    this.#options.events.onUnfit(error);
  }

  async #reply(peer: Buffer, envelope: Envelope): Promise<void> {
    const { frame } = encodeBatch([bareOutgoing(envelope)]);
    try {
      await this.#socket.send([peer, frame]);
    } catch (cause) {
      this.#options.logger.warn('hello could not be answered', { replica: this.#options.name, err: cause });
    }
  }

  /** Logged at each power of two: a flood of garbage must not become a flood of log lines. */
  #drop(what: string, err?: unknown): void {
    this.#dropped++;
    if ((this.#dropped & (this.#dropped - 1)) !== 0) return;
    const { logger, name, address } = this.#options;
    logger.warn('message on a link dropped', { replica: name, address, what, dropped: this.#dropped, err });
  }
}

/** Binds the socket; `run` it next. */
export async function bindPinnedRouter(options: PinnedRouterOptions): Promise<PinnedRouter> {
  const { Router } = await loadZeromq();
  const socket = new Router({
    linger: 0,
    // Without it, what is sent to a peer that is gone vanishes without a word.
    mandatory: true,
    // What waits for the Pea is bounded by the credits that it granted.
    sendHighWaterMark: 0,
    maxMessageSize: options.maxFrameBytes,
  });
  try {
    await socket.bind(options.address);
  } catch (cause) {
    socket.close();
    throw new RuntimeError('runtime_start_failed', `Cannot bind ${options.address} for ${options.name}.`, { cause });
  }
  return new PinnedRouter(socket, options);
}
