import { type Envelope, encodeError, type Message, payloadBytesOf, RuntimeError } from '@zedflow/core-protocol';
import type { CallService, Logger } from '@zedflow/runtime-api';
import type { Channel } from '../contract/channel.js';
import { tooLarge } from '../contract/message-limit.js';
import { Outbox } from '../outbox/outbox.js';
import type { Outgoing } from '../outbox/outgoing.js';
import { SequenceTable } from '../pending/sequence-table.js';
import { ServedCall } from './served-call.js';
import type { Serving } from './serving.js';

/** What a Pea's end is made of. */
export interface PeaEndOptions {
  readonly name: string;
  readonly service: CallService;
  readonly channel: Pick<Channel, 'write' | 'close'>;
  readonly maxMessageBytes: number;
  readonly logger: Logger;
  /** Milliseconds that `close` waits for the router to have read everything. Default 0: the channel loses nothing that was written. */
  readonly lastAnswersMs?: number;
  /** Runs right before the service gets a call. */
  readonly onStarted?: (sequence: number) => void;
}

/** The Pea's end of a link, above any channel: hands calls to the service and writes what it answers. */
export class PeaEnd implements Serving {
  readonly closed: Promise<RuntimeError | undefined>;
  readonly #name: string;
  readonly #service: CallService;
  readonly #channel: Pick<Channel, 'write' | 'close'>;
  readonly #maxMessageBytes: number;
  readonly #logger: Logger;
  readonly #onStarted: ((sequence: number) => void) | undefined;
  readonly #lastAnswersMs: number;
  readonly #outbox: Outbox;
  readonly #calls = new SequenceTable<ServedCall>();
  #settleClosed!: (reason: RuntimeError | undefined) => void;
  #isDraining = false;
  #isClosing = false;
  #onAllRead: (() => void) | undefined;
  #isOver = false;
  #drained: (() => void)[] = [];

  constructor(options: PeaEndOptions) {
    this.#name = options.name;
    this.#service = options.service;
    this.#channel = options.channel;
    this.#maxMessageBytes = options.maxMessageBytes;
    this.#logger = options.logger;
    this.#onStarted = options.onStarted;
    this.#lastAnswersMs = options.lastAnswersMs ?? 0;
    this.#outbox = new Outbox(
      (batch) => this.#channel.write(batch),
      (error) => this.fail(error),
    );
    this.closed = new Promise((resolve) => {
      this.#settleClosed = resolve;
    });
  }

  get inFlight(): number {
    return this.#calls.size;
  }

  /** Sends a message that belongs to no call: the hello. */
  send(envelope: Envelope): void {
    this.#push(0, { envelope, payloads: [] });
  }

  grant(calls: number, bytes: number): void {
    this.send({ kind: 'credit', sequence: 0, requestId: '', endpoint: '', credit: { calls, bytes } });
  }

  receive(messages: readonly Message[]): void {
    for (const message of messages) {
      const { kind, sequence, credit } = message.envelope;
      if (kind === 'call' || kind === 'open') this.#start(message);
      else if (kind === 'cancel') this.#calls.get(sequence)?.cancel();
      else if (kind === 'heartbeat') this.#onAllRead?.();
      else if (kind === 'credit' && credit !== undefined) this.#calls.get(sequence)?.giveRoom(credit.calls, credit.bytes);
      else this.#logger.debug('message of an unexpected kind dropped', { replica: this.#name, kind });
    }
  }

  /** A message that could not be written: its caller gets the error instead. */
  refuse(item: Outgoing, error: RuntimeError): void {
    if (item.sequence !== 0 && item.message.envelope.kind !== 'error') this.#pushError(item.sequence, error);
    else this.#logger.error('message could not be written', { replica: this.#name, err: error });
  }

  /** The way to the router is broken. */
  fail(error: RuntimeError): void {
    this.#end(error);
  }

  async drain(options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    const { signal } = options;
    this.#isDraining = true;
    if (this.#calls.size > 0) {
      await new Promise<void>((resolve, reject) => {
        const onAbort = (): void => reject(RuntimeError.from(signal?.reason, 'deadline_exceeded'));
        this.#drained.push(() => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        });
        if (signal?.aborted) onAbort();
        else signal?.addEventListener('abort', onAbort, { once: true });
      });
    }
    await this.#outbox.emptied(signal);
  }

  async close(): Promise<void> {
    if (this.#lastAnswersMs > 0 && !this.#isOver && !this.#isClosing) await this.#allRead();
    this.#end(undefined);
    await this.#channel.close();
  }

  /** The router sends a heartbeat back: it has read all that was written before. Nothing is written after it. */
  #allRead(): Promise<void> {
    for (const call of this.#calls.values()) call.cancel();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#lastAnswersMs);
      this.#onAllRead = () => {
        clearTimeout(timer);
        resolve();
      };
      this.send({ kind: 'heartbeat', sequence: 0, requestId: '', endpoint: '' });
      this.#isClosing = true;
    });
  }

  #end(reason: RuntimeError | undefined): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#onAllRead?.();
    this.#outbox.close();
    for (const call of this.#calls.values()) call.cancel();
    void this.#channel.close();
    this.#settleClosed(reason);
  }

  #start(message: Message): void {
    const { sequence, kind } = message.envelope;
    if (this.#isClosing) return;
    if (this.#isDraining) {
      this.#pushError(sequence, new RuntimeError('runtime_draining', `${this.#name} is stopping.`, { details: { started: false } }));
      return;
    }
    if (this.#calls.get(sequence) !== undefined) {
      this.#logger.warn('call with a sequence that is in use dropped', { replica: this.#name, sequence });
      return;
    }
    const call = new ServedCall(sequence);
    this.#calls.add(call);
    this.#onStarted?.(sequence);
    if (kind === 'open') {
      void this.#runStream(call, message);
      return;
    }
    try {
      this.#service.call(message, call).then(
        (reply) => this.#finish(call, reply),
        (thrown: unknown) => this.#finishWithError(call, thrown),
      );
    } catch (thrown) {
      this.#finishWithError(call, thrown);
    }
  }

  async #runStream(call: ServedCall, message: Message): Promise<void> {
    try {
      for await (const item of this.#service.stream(message, call)) {
        const bytes = payloadBytesOf(item);
        while (!call.isAborted && item.envelope.kind === 'item' && !call.hasRoom(bytes)) await call.roomChanged();
        if (call.isAborted) break;
        if (item.envelope.kind === 'end') {
          this.#finish(call, item);
          return;
        }
        const oversize = tooLarge(item, this.#maxMessageBytes, `An item of ${this.#name}`);
        if (oversize !== undefined) throw oversize;
        call.countSent(bytes);
        this.#push(call.sequence, item);
      }
      throw new RuntimeError('internal', call.isAborted ? 'The stream was cancelled.' : 'The stream ended without an end message.');
    } catch (thrown) {
      this.#finishWithError(call, thrown);
    }
  }

  #finish(call: ServedCall, answer: Message): void {
    const oversize = tooLarge(answer, this.#maxMessageBytes, `The answer of ${this.#name}`);
    if (oversize !== undefined) this.#finishWithError(call, oversize);
    // Nobody reads the answer to a cancelled call; that it is over is all that the router waits for.
    else if (call.isAborted) this.#finishWithError(call, new RuntimeError('cancelled', 'The caller left.'));
    else {
      this.#forget(call);
      this.#push(call.sequence, answer);
    }
  }

  #finishWithError(call: ServedCall, thrown: unknown): void {
    this.#pushError(call.sequence, RuntimeError.from(thrown));
    this.#forget(call);
  }

  #forget(call: ServedCall): void {
    this.#calls.delete(call);
    if (this.#calls.size > 0 || this.#drained.length === 0) return;
    const drained = this.#drained;
    this.#drained = [];
    for (const resolve of drained) resolve();
  }

  #pushError(sequence: number, error: RuntimeError): void {
    this.#push(sequence, { envelope: { kind: 'error', sequence, requestId: '', endpoint: '', error: encodeError(error) }, payloads: [] });
  }

  #push(sequence: number, message: Message): void {
    if (this.#isClosing) return;
    this.#outbox.push({ sequence, message, isWritten: false, dropped: false }, sequence !== 0 && this.#calls.size === 0);
  }
}
