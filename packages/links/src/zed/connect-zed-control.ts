import { decodeError, type Envelope, encodeError, type JsonObject, type Message, RuntimeError } from '@zedflow/core-protocol';
import { type Logger, type PeaDescription, SILENT_LOGGER } from '@zedflow/runtime-api';
import type { Dealer } from 'zeromq';
import { decodeBatch } from '../batch/decode-batch.js';
import { helloEnvelope } from '../contract/hello.js';
import { Outbox } from '../outbox/outbox.js';
import { bareOutgoing } from '../outbox/outgoing.js';
import { dialDealer } from './dial-dealer.js';
import { packLimitOf } from './frame-limit.js';
import { HEARTBEAT_MS } from './lease.js';
import { socketWriter } from './socket-channel.js';

/** Milliseconds for the last answers to leave when the connection is closed, and again for ZeroMQ to deliver them. */
const LAST_ANSWERS_MS = 200;

/** Options of {@link connectZedControl}. */
export interface ZedControlOptions {
  /** `controlAddress` and `token` of the router's binding. */
  readonly address: string;
  readonly token: string;
  readonly description: PeaDescription;
  /** Answers a command of the router (`status`, `drain`, `terminate`, ...). What it throws goes back as the command's error. */
  readonly onCommand: (command: string, body: JsonObject) => JsonObject | Promise<JsonObject>;
  /** Milliseconds for the router to answer the hello. Default 10,000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly logger?: Logger;
}

/** The Pea's end of the control channel, once the router has taken it. */
export interface ZedControlConnection {
  /** Settles when the connection is over: with the reason when the socket broke, with undefined when `close` was called. */
  readonly closed: Promise<RuntimeError | undefined>;
  /** Writes the answers that wait, then closes the socket. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Connects the main thread of a Pea's process with its router: hello, heartbeats, commands. Call it when the Executor is ready,
 * since the link opens when both hellos have come. Rejects with `protocol_version_mismatch` when the two share no version,
 * with `deadline_exceeded` when the router does not answer (a wrong token is not answered).
 */
export async function connectZedControl(options: ZedControlOptions): Promise<ZedControlConnection> {
  const socket = await dialDealer(options.address, -1, LAST_ANSWERS_MS);
  const connection = new Connection(socket, options);
  try {
    await connection.open();
  } catch (thrown) {
    await connection.close();
    throw thrown;
  }
  return connection;
}

class Connection implements ZedControlConnection {
  readonly closed: Promise<RuntimeError | undefined>;
  readonly #socket: Dealer;
  readonly #options: ZedControlOptions;
  readonly #logger: Logger;
  readonly #outbox: Outbox;
  #settleClosed!: (reason: RuntimeError | undefined) => void;
  #onAnswer: ((refusal: RuntimeError | undefined) => void) | undefined;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(socket: Dealer, options: ZedControlOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#logger = options.logger ?? SILENT_LOGGER;
    this.closed = new Promise((resolve) => {
      this.#settleClosed = resolve;
    });
    const write = socketWriter(
      ({ frame }) => socket.send(frame),
      packLimitOf(-1),
      (item, error) => this.#sendError(item.sequence, error),
    );
    this.#outbox = new Outbox(write, (error) => this.#end(error));
  }

  async open(): Promise<void> {
    const { token, description, timeoutMs = 10_000, signal } = this.#options;
    this.#send(helloEnvelope({ token, description, protocol: description.protocol }));
    void this.#run();
    await new Promise<void>((resolve, reject) => {
      const onAbort = (): void => this.#onAnswer?.(RuntimeError.from(signal?.reason, 'cancelled'));
      const timer = setTimeout(() => {
        const details = { replica: description.pea, timeoutMs };
        this.#onAnswer?.(
          new RuntimeError('deadline_exceeded', `The router of ${description.pea} did not answer within ${timeoutMs} ms.`, { details }),
        );
      }, timeoutMs);
      this.#onAnswer = (refusal) => {
        this.#onAnswer = undefined;
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        if (refusal === undefined) resolve();
        else reject(refusal);
      };
      if (signal?.aborted) onAbort();
      else signal?.addEventListener('abort', onAbort, { once: true });
    });
    this.#heartbeat = setInterval(() => {
      // One that waits says as much as two.
      if (!this.#outbox.isBusy) this.#send({ kind: 'heartbeat', sequence: 0, requestId: '', endpoint: '' });
    }, HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#heartbeat);
    await this.#outbox.emptied(AbortSignal.timeout(LAST_ANSWERS_MS)).catch(() => {});
    this.#end(undefined);
  }

  #end(reason: RuntimeError | undefined): void {
    clearInterval(this.#heartbeat);
    this.#outbox.close();
    if (!this.#socket.closed) this.#socket.close();
    this.#onAnswer?.(reason ?? new RuntimeError('transport_closed', 'The control socket was closed.'));
    this.#settleClosed(reason);
  }

  async #run(): Promise<void> {
    try {
      for (;;) {
        const [frame, ...large] = await this.#socket.receive();
        this.#read(frame as Buffer, large);
      }
    } catch (cause) {
      if (!this.#socket.closed) this.#end(new RuntimeError('transport_lost', 'The control socket broke.', { cause }));
    }
  }

  #read(frame: Buffer, large: readonly Buffer[]): void {
    let messages: Message[];
    try {
      messages = decodeBatch(frame, large);
    } catch (err) {
      this.#logger.warn('garbage on a control socket ignored', { err });
      return;
    }
    for (const { envelope } of messages) {
      if (envelope.kind === 'hello') this.#onAnswer?.(undefined);
      else if (envelope.kind === 'error' && envelope.error !== undefined) this.#onAnswer?.(decodeError(envelope.error));
      else if (envelope.kind === 'control') void this.#obey(envelope);
    }
  }

  async #obey({ sequence, endpoint, body }: Envelope): Promise<void> {
    try {
      const answer = await this.#options.onCommand(endpoint, body ?? {});
      this.#send({ kind: 'control', sequence, requestId: '', endpoint, body: answer });
    } catch (thrown) {
      this.#sendError(sequence, RuntimeError.from(thrown));
    }
  }

  #sendError(sequence: number, error: RuntimeError): void {
    this.#send({ kind: 'error', sequence, requestId: '', endpoint: '', error: encodeError(error) });
  }

  #send(envelope: Envelope): void {
    this.#outbox.push(bareOutgoing(envelope));
  }
}
