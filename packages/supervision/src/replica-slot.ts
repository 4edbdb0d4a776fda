import { isRuntimeError, type Message, RuntimeError } from '@zedflow/core-protocol';
import type { Link } from '@zedflow/runtime-api';
import { type CallOptions, type Clock, Listeners, type Logger, type PeaDescription } from '@zedflow/runtime-api';

/** Milliseconds between two looks at what is in flight while draining: a link tells of room, not of emptiness. */
const DRAIN_LOOK_MS = 5;

interface Attached {
  readonly link: Link;
  /** Why the link is lost, once that is known. */
  readonly reasonOfLoss: () => Promise<RuntimeError>;
  readonly detach: () => void;
}

/**
 * A Pea's place in its router: the same object through all incarnations, with the link of the current one behind it.
 * A link that is lost with its Executor rejects calls with what the link saw; here that becomes `executor_died`.
 */
export class ReplicaSlot {
  readonly #name: string;
  readonly #clock: Clock;
  readonly #listeners: Listeners;
  #attached: Attached | undefined;
  #description: PeaDescription | undefined;
  #open = false;

  constructor(name: string, clock: Clock, logger: Logger) {
    this.#listeners = new Listeners((err) => logger.error('listener of a replica threw', { replica: name, err }));
    this.#name = name;
    this.#clock = clock;
  }

  get isReady(): boolean {
    return this.#open && this.#attached?.link.isReady === true;
  }

  get inFlight(): number {
    return this.#attached?.link.inFlight ?? 0;
  }

  /** Also between two incarnations: the one that comes back is the same Executor. */
  get description(): PeaDescription | undefined {
    return this.#attached?.link.description ?? this.#description;
  }

  canTake(payloadBytes: number): boolean {
    return this.#open && this.#attached?.link.canTake(payloadBytes) === true;
  }

  call(request: Message, options?: CallOptions): Promise<Message> {
    const attached = this.#attached;
    if (!this.#open || attached === undefined) return Promise.reject(this.#refusal());
    return attached.link.call(request, options).then(undefined, async (thrown: unknown) => {
      throw await this.#explain(thrown, attached, request);
    });
  }

  async *stream(request: Message, options?: CallOptions): AsyncGenerator<Message> {
    const attached = this.#attached;
    if (!this.#open || attached === undefined) throw this.#refusal();
    try {
      yield* attached.link.stream(request, options);
    } catch (thrown) {
      throw await this.#explain(thrown, attached, request);
    }
  }

  subscribe(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** A new incarnation is ready. */
  attach(link: Link, reasonOfLoss: () => Promise<RuntimeError>): void {
    this.#attached = { link, reasonOfLoss, detach: link.subscribe(() => this.#listeners.tell()) };
    this.#description = link.description;
    this.#open = true;
  }

  /** Tells subscribers that there is room. */
  announce(): void {
    this.#listeners.tell();
  }

  /** Takes no new call; what is in flight goes on. */
  refuse(): void {
    this.#open = false;
    this.#listeners.tell();
  }

  /** The incarnation is over: what is in flight rejects with `error`. */
  detach(error: RuntimeError): void {
    const attached = this.#attached;
    this.#attached = undefined;
    this.#open = false;
    attached?.detach();
    attached?.link.fail(error);
    this.#listeners.tell();
  }

  /** Resolves when nothing is in flight. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.inFlight === 0) resolve();
        else this.#clock.after(DRAIN_LOOK_MS, look);
      };
      look();
    });
  }

  #refusal(): RuntimeError {
    return this.#attached === undefined
      ? new RuntimeError('transport_closed', `${this.#name} is not running`, { details: { pea: this.#name, started: false } })
      : new RuntimeError('runtime_draining', `${this.#name} is stopping and takes no new call`, {
          details: { pea: this.#name, started: false },
        });
  }

  /** What a link sees of a death is only that it was cut off. The reason is not waited for beyond the deadline of the call. */
  async #explain(thrown: unknown, attached: Attached, { envelope }: Message): Promise<unknown> {
    if (!isRuntimeError(thrown, 'transport_lost') && !isRuntimeError(thrown, 'transport_closed')) return thrown;
    const reason = await this.#before(envelope.deadlineMs, attached.reasonOfLoss());
    if (reason === undefined) return thrown;
    const { code, rawMessage, details, cause } = reason;
    return new RuntimeError(code, rawMessage, { details: { ...details, started: thrown.details['started'] !== false }, cause });
  }

  /** `work`, or undefined when the deadline passes first. */
  async #before<T>(deadlineMs: number | undefined, work: Promise<T>): Promise<T | undefined> {
    if (deadlineMs === undefined) return work;
    let cancelTimer = (): void => {};
    const late = new Promise<undefined>((resolve) => {
      cancelTimer = this.#clock.after(Math.max(0, deadlineMs - this.#clock.now()), () => resolve(undefined));
    });
    return Promise.race([work, late]).finally(cancelTimer);
  }
}
