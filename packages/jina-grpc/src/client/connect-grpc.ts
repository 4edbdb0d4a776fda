import type { Client } from '@grpc/grpc-js';
import { type Message, payloadBytesOf, RuntimeError } from '@zedflow/core-protocol';
import type { RouterEnd } from '@zedflow/links/internal';
import { type CallOptions, type Link, Listeners, type PeaDescription } from '@zedflow/runtime-api';
import { LANE_LIMIT_KEY } from '../lane/lane-rules.js';
import { dial } from './dial.js';
import { type DialTarget, parseDialTarget } from './dial-target.js';
import { type ForeignFacts, ForeignPeer } from './foreign-peer.js';
import { type GrpcLinkOptions, type ResolvedGrpcLinkOptions, resolveGrpcLinkOptions } from './grpc-link-options.js';
import { openLane } from './open-lane.js';
import { askPeer, type PeerFacts } from './peer-facts.js';
import { PeerWatch } from './peer-watch.js';

/** Milliseconds before a peer that is connected but does not answer discovery is asked again. */
const ASK_AGAIN_MS = 500;
const NO_OPTIONS: CallOptions = {};

/**
 * Dials out to anything that speaks Jina 3.x over gRPC: an Executor, a head, a gateway (Python ones too), or one of our own
 * workers, which then gets the whole protocol of our links over one lane.
 *
 * `address` is `grpc://host:port`, `grpcs://host:port` or `host:port`; a DNS name stands for all its addresses, over which
 * calls are balanced. The link is ready when the peer is connected and has told what it has; it connects again by itself
 * after a loss, so it is over only by `close`. Documents are written anew only when the peer is of another generation.
 * Throws `config_invalid` for an address that is none, a `RangeError` for options that make no sense.
 */
export function connectGrpc(address: string, options: GrpcLinkOptions = {}): Link {
  const target = parseDialTarget(address);
  return new GrpcLink(target, resolveGrpcLinkOptions(target.address, options));
}

class GrpcLink implements Link {
  readonly name: string;
  readonly address: string;
  readonly keepsDeadlines = true;
  readonly closed: Promise<RuntimeError | undefined>;
  readonly #options: ResolvedGrpcLinkOptions;
  readonly #target: DialTarget;
  readonly #client: Client;
  readonly #watch: PeerWatch;
  readonly #foreign: ForeignPeer;
  readonly #listeners = new Listeners((err) => this.#options.logger.error('listener of a link threw', { replica: this.name, err }));
  #facts: PeerFacts | undefined;
  #lane: RouterEnd | undefined;
  /** Counts connections, so that a late answer of an earlier one is dropped. */
  #connection = 0;
  #isConnected = false;
  /** Why it is over. */
  #over: RuntimeError | undefined;
  #settleClosed!: (reason: RuntimeError | undefined) => void;

  constructor(target: DialTarget, options: ResolvedGrpcLinkOptions) {
    this.name = options.name;
    this.address = target.address;
    this.#target = target;
    this.#options = options;
    this.#client = dial(target, options);
    this.#foreign = new ForeignPeer(this.#client, target.address, options, () => this.#listeners.tell());
    this.closed = new Promise((resolve) => {
      this.#settleClosed = resolve;
    });
    this.#watch = new PeerWatch(this.#client, { onConnected: () => this.#onConnected(), onLost: () => this.#onLost() });
    this.#watch.start();
  }

  get isReady(): boolean {
    if (this.#over !== undefined || !this.#isConnected || this.#facts === undefined) return false;
    return this.#lane === undefined || this.#lane.isReady;
  }

  get inFlight(): number {
    return this.#foreign.inFlight + (this.#lane?.inFlight ?? 0);
  }

  get description(): PeaDescription | undefined {
    return this.#lane?.description ?? this.#facts?.description;
  }

  canTake(payloadBytes: number): boolean {
    if (!this.isReady) return false;
    return (this.#lane ?? this.#foreign).canTake(payloadBytes);
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  call(request: Message, options: CallOptions = NO_OPTIONS): Promise<Message> {
    const refusal = this.#refusalOf(request);
    if (refusal !== undefined) return Promise.reject(refusal);
    if (this.#lane !== undefined) return this.#lane.call(request, options);
    return this.#foreign.call(request, this.#foreignFacts(), options);
  }

  async *stream(request: Message, options: CallOptions = NO_OPTIONS): AsyncGenerator<Message, void> {
    const refusal = this.#refusalOf(request);
    if (refusal !== undefined) throw refusal;
    if (this.#lane !== undefined) yield* this.#lane.stream(request, options);
    else yield* this.#foreign.stream(request, this.#foreignFacts(), options);
  }

  fail(error: RuntimeError): void {
    if (this.#over !== undefined) return;
    this.#over = error;
    this.#watch.stop();
    this.#lane?.fail(error);
    this.#end(error, error);
  }

  async close(): Promise<void> {
    if (this.#over !== undefined) return;
    this.#over = new RuntimeError('transport_closed', `the link to ${this.name} was closed`, {
      details: { replica: this.name, address: this.address },
    });
    this.#watch.stop();
    await this.#lane?.close();
    this.#end(this.#over, undefined);
  }

  #end(error: RuntimeError, reason: RuntimeError | undefined): void {
    this.#foreign.close(withStarted(error, true));
    this.#client.close();
    this.#settleClosed(reason);
    this.#listeners.tell();
  }

  #refusalOf(request: Message): RuntimeError | undefined {
    if (this.#over !== undefined) return withStarted(this.#over, false);
    if (!this.isReady) {
      return new RuntimeError(
        'unavailable',
        `${this.name} is not connected: nothing answers at ${this.address}, or it has not told yet what it has`,
        {
          details: { replica: this.name, address: this.address, started: false },
        },
      );
    }
    if (this.#lane !== undefined || this.canTake(payloadBytesOf(request))) return undefined;
    return new RuntimeError(
      'resource_exhausted',
      `${this.name} has ${this.inFlight} calls in flight, which is all it may: try again later`,
      {
        details: { replica: this.name, started: false, calls: this.inFlight },
      },
    );
  }

  #foreignFacts(): ForeignFacts {
    const { docarray } = this.#options;
    const told = docarray === undefined ? this.#facts?.generation : (`jina/${docarray}` as const);
    return { description: this.#facts?.description, generation: told === 'jina/v1' ? 'jina/v1' : 'jina/v2' };
  }

  #onConnected(): void {
    this.#isConnected = true;
    void this.#ask(++this.#connection);
  }

  #onLost(): void {
    this.#isConnected = false;
    this.#connection++;
    // Its RPC ends by itself: a server that only says goodbye still answers what it has taken.
    this.#lane = undefined;
    this.#facts = undefined;
    this.#listeners.tell();
  }

  async #ask(connection: number): Promise<void> {
    const { name, timeoutCtrlMs, logger } = this.#options;
    try {
      const facts = await askPeer({ client: this.#client, address: this.address, name, timeoutMs: timeoutCtrlMs });
      if (connection !== this.#connection) return;
      // One stream would tie all calls to one of the addresses of a name.
      if (facts.hasLanes && !this.#target.isName) this.#openLane(connection, facts.description.versions[LANE_LIMIT_KEY]);
      this.#facts = facts;
      this.#listeners.tell();
    } catch (err) {
      logger.debug('peer does not answer discovery', { replica: name, address: this.address, err });
      this.#askLater(connection);
    }
  }

  #askLater(connection: number): void {
    if (this.#over !== undefined || connection !== this.#connection) return;
    setTimeout(() => {
      if (this.#over === undefined && connection === this.#connection) void this.#ask(connection);
    }, ASK_AGAIN_MS).unref();
  }

  #openLane(connection: number, toldLimit: string | undefined): void {
    const lane = openLane(this.#client, this.address, this.#options, toldLimit);
    this.#lane = lane;
    lane.subscribe(() => this.#listeners.tell());
    void lane.closed.then(() => {
      if (this.#lane !== lane) return;
      this.#lane = undefined;
      this.#facts = undefined;
      this.#listeners.tell();
      this.#askLater(connection);
    });
  }
}

/** Why a call ends with its link, and whether its handler may have begun. */
function withStarted({ code, rawMessage, details, cause }: RuntimeError, started: boolean): RuntimeError {
  return new RuntimeError(code, rawMessage, { details: { ...details, started }, cause });
}
