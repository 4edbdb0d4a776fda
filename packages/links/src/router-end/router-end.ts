import { decodeError, type Message, payloadBytesOf, RuntimeError, withFrames, withoutFrames } from '@zedflow/core-protocol';
import {
  type CallOptions,
  type Clock,
  DeadlineSweep,
  isAborted,
  type Link,
  Listeners,
  type Logger,
  type PeaDescription,
} from '@zedflow/runtime-api';
import type { Channel } from '../contract/channel.js';
import { parseHello } from '../contract/hello.js';
import { tooLarge } from '../contract/message-limit.js';
import { CreditAccount } from '../credits/credit-account.js';
import { Outbox } from '../outbox/outbox.js';
import { bareOutgoing, type Outgoing } from '../outbox/outgoing.js';
import { PendingCall } from '../pending/pending-call.js';
import type { PendingEntry } from '../pending/pending-entry.js';
import { PendingStream } from '../pending/pending-stream.js';
import { SequenceTable } from '../pending/sequence-table.js';
import { cancelled, deadlineExceeded, failuresOf, noRoom, notReady } from './link-errors.js';

/** What a router end is made of. */
export interface RouterEndOptions {
  readonly name: string;
  readonly address: string;
  readonly channel: Channel;
  /** Payload bytes of one message; -1 = no limit. */
  readonly maxMessageBytes: number;
  readonly logger: Logger;
  readonly clock: Clock;
  /** The Pea reads `zed/frames`: it gets large tensors and blobs apart, and may answer so. Default false. */
  readonly readsFrames?: boolean;
}

/** The router's end of a link, above any channel: pairs answers with calls, counts credits, keeps deadlines, fails as one. */
export class RouterEnd implements Link {
  readonly name: string;
  readonly address: string;
  readonly keepsDeadlines = true;
  readonly closed: Promise<RuntimeError | undefined>;
  description: PeaDescription | undefined;
  readonly #channel: Channel;
  readonly #maxMessageBytes: number;
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #framing: (request: Message) => Message;
  readonly #outbox: Outbox;
  readonly #credits = new CreditAccount();
  readonly #pending = new SequenceTable<PendingEntry>();
  readonly #deadlines: DeadlineSweep;
  readonly #listeners = new Listeners((err) => this.#logger.error('listener of a link threw', { replica: this.name, err }));
  #settleClosed!: (reason: RuntimeError | undefined) => void;
  #isReady = false;
  #over: RuntimeError | undefined;
  /** Room came free that nobody was told of yet. */
  #hasNewRoom = false;

  constructor(options: RouterEndOptions) {
    this.name = options.name;
    this.address = options.address;
    this.#channel = options.channel;
    this.#maxMessageBytes = options.maxMessageBytes;
    this.#logger = options.logger;
    this.#clock = options.clock;
    this.#framing = options.readsFrames ? withFrames : withoutFrames;
    this.#outbox = new Outbox(
      (batch) => this.#channel.write(batch),
      (error) => this.fail(error),
    );
    this.#deadlines = new DeadlineSweep(options.clock, (nowMs) => this.#sweepDeadlines(nowMs));
    this.closed = new Promise((resolve) => {
      this.#settleClosed = resolve;
    });
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  get inFlight(): number {
    return this.#pending.size;
  }

  canTake(payloadBytes: number): boolean {
    return this.#isReady && this.#credits.canTake(payloadBytes);
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  call(request: Message, options?: CallOptions): Promise<Message> {
    const refusal = this.#refusalOf(request, options);
    if (refusal !== undefined) return Promise.reject(refusal);
    const entry = new PendingCall(this.#pending.nextSequence(), this.#framing(request), payloadBytesOf(request), options, this.#onAbort);
    return new Promise((resolve, reject) => {
      entry.settleWith(resolve, reject);
      this.#send(entry);
    });
  }

  stream(request: Message, options?: CallOptions): AsyncIterable<Message> {
    return { [Symbol.asyncIterator]: () => this.#openStream(request, options) };
  }

  /** The Pea said hello: `calls` and `bytes` may be in flight. */
  open(description: PeaDescription | undefined, calls: number, bytes: number): void {
    if (this.#over !== undefined || this.#isReady) return;
    this.description = description;
    this.#credits.grant(calls, bytes);
    this.#isReady = true;
    this.#listeners.tell();
  }

  /** As `receive`, on a channel on which the Pea's hello comes first. A hello that cannot be agreed with ends the link. */
  receiveOrOpen(messages: readonly Message[]): void {
    const [first, ...others] = messages;
    if (this.#isReady || first?.envelope.kind !== 'hello') {
      this.receive(messages);
      return;
    }
    try {
      const { description, calls, bytes } = parseHello(first.envelope);
      this.open(description, calls, bytes);
    } catch (thrown) {
      this.fail(RuntimeError.from(thrown, 'protocol_malformed'));
      return;
    }
    this.receive(others);
  }

  /** Answers of the Pea, in order. */
  receive(messages: readonly Message[]): void {
    for (const message of messages) this.#receiveOne(message);
    this.#tellRoom();
  }

  /** A message that could not be written; the others can. */
  refuse(item: Outgoing, error: RuntimeError): void {
    const entry = this.#pending.get(item.sequence);
    if (entry !== item || entry === undefined) return;
    this.#release(entry);
    if (!entry.abandoned) entry.fail(error);
    this.#tellRoom();
  }

  fail(error: RuntimeError): void {
    this.#end(error, error);
  }

  async close(): Promise<void> {
    this.#end(new RuntimeError('transport_closed', `The link to ${this.name} was closed.`), undefined);
    await this.#channel.close();
  }

  #end(error: RuntimeError, reason: RuntimeError | undefined): void {
    if (this.#over !== undefined) return;
    this.#over = error;
    this.#isReady = false;
    this.#outbox.close();
    this.#deadlines.stop();
    const failureOf = failuresOf(error, this.name);
    const entries = this.#pending.values();
    this.#pending.clear();
    for (const entry of entries) {
      if (!entry.abandoned) entry.fail(failureOf(entry.isWritten && this.#channel.mayHaveStarted(entry.sequence)));
    }
    void this.#channel.close();
    this.#settleClosed(reason);
    this.#listeners.tell();
    this.#listeners.clear();
  }

  #refusalOf(request: Message, options: CallOptions | undefined): RuntimeError | undefined {
    if (this.#over !== undefined) return failuresOf(this.#over, this.name)(false);
    if (isAborted(options)) return cancelled(this.name, options?.signal?.reason);
    const { deadlineMs } = request.envelope;
    if (deadlineMs !== undefined && deadlineMs <= this.#clock.now()) return deadlineExceeded(this.name, request);
    const oversize = tooLarge(request, this.#maxMessageBytes, `A request to ${this.name}`);
    if (oversize !== undefined) return oversize;
    if (!this.#isReady) return notReady(this.name);
    return this.canTake(payloadBytesOf(request)) ? undefined : noRoom(this.name, this.#credits.figures);
  }

  #send(entry: PendingEntry): void {
    this.#pending.add(entry);
    this.#credits.take(entry.payloadBytes);
    if (entry.deadlineMs !== Number.POSITIVE_INFINITY) this.#deadlines.add(entry.deadlineMs);
    this.#outbox.push(entry);
  }

  #openStream(request: Message, options: CallOptions | undefined): AsyncIterator<Message, undefined> {
    let entry: PendingStream | undefined;
    return {
      next: () => {
        if (entry === undefined) {
          const refusal = this.#refusalOf(request, options);
          if (refusal !== undefined) return Promise.reject(refusal);
          entry = new PendingStream(this.#pending.nextSequence(), this.#framing(request), payloadBytesOf(request), options, this.#onAbort);
          entry.onRoom = this.#grantStreamRoom;
          this.#send(entry);
        }
        return entry.next();
      },
      return: () => {
        if (entry?.isOpen) {
          entry.leave();
          this.#abandon(entry);
        }
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  #receiveOne(message: Message): void {
    const { sequence, kind } = message.envelope;
    if (sequence === 0) {
      const { credit } = message.envelope;
      if (kind === 'credit' && credit !== undefined) this.#grant(credit.calls, credit.bytes);
      // A Pea that closes waits to hear that its last answers were read.
      else if (kind === 'heartbeat') this.#outbox.push(controlFrame('heartbeat', 0));
      return;
    }
    const entry = this.#pending.get(sequence);
    if (entry === undefined) {
      this.#logger.debug('answer to no call dropped', { replica: this.name, sequence, kind });
    } else if (entry.abandoned) {
      if (kind !== 'item') this.#release(entry);
    } else if (kind === 'error') {
      this.#release(entry);
      const { error } = message.envelope;
      entry.fail(error === undefined ? new RuntimeError('protocol_malformed', 'An error message has no error.') : decodeError(error));
    } else if (entry.accept(message)) {
      this.#release(entry);
    }
  }

  /** The entry is over on both sides. */
  #release(entry: PendingEntry): void {
    if (!this.#pending.delete(entry)) return;
    this.#credits.giveBack(entry.payloadBytes);
    this.#hasNewRoom = true;
  }

  #grant(calls: number, bytes: number): void {
    this.#credits.grant(calls, bytes);
    this.#hasNewRoom = true;
  }

  /** Once for all that one batch of answers gave back. */
  #tellRoom(): void {
    if (!this.#hasNewRoom || !this.#isReady) return;
    this.#hasNewRoom = false;
    this.#listeners.tell();
  }

  readonly #onAbort = (entry: PendingEntry): void => {
    entry.fail(cancelled(this.name, entry.abortReason));
    this.#abandon(entry);
  };

  /** The caller needs no answer any more. What the Pea took keeps its credit until the Pea is done with it. */
  #abandon(entry: PendingEntry): void {
    if (entry.abandoned || this.#pending.get(entry.sequence) !== entry) return;
    entry.abandoned = true;
    if (!entry.isWritten) {
      entry.dropped = true;
      this.#release(entry);
      this.#tellRoom();
    } else {
      this.#outbox.push(controlFrame('cancel', entry.sequence));
    }
  }

  readonly #grantStreamRoom = (entry: PendingStream, calls: number, bytes: number): void => {
    this.#outbox.push(controlFrame('credit', entry.sequence, { calls, bytes }));
  };

  #sweepDeadlines(nowMs: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const entry of this.#pending.values()) {
      if (entry.abandoned) continue;
      if (entry.deadlineMs <= nowMs) {
        entry.fail(deadlineExceeded(this.name, entry.message));
        this.#abandon(entry);
      } else if (entry.deadlineMs < next) next = entry.deadlineMs;
    }
    return next;
  }
}

function controlFrame(kind: 'cancel' | 'credit' | 'heartbeat', sequence: number, credit?: { calls: number; bytes: number }): Outgoing {
  return bareOutgoing({ kind, sequence, requestId: '', endpoint: '', ...(credit && { credit }) });
}
