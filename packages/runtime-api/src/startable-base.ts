import { type LifeCycleState, NEXT_STATES, type Startable, type StopOptions } from './life-cycle.js';

/**
 * The life cycle of a server, so that each only says how it opens and closes: states in their order, one start and one stop at
 * a time, a stop that comes during a start waits for it and then closes what was opened.
 */
export abstract class StartableBase implements Startable {
  readonly #name: string;
  readonly #graceMs: number;
  #state: LifeCycleState = 'idle';
  #starting: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;

  /** @param name for errors: `the gateway`. @param graceMs what `stop` gives to what is in flight when it is not told. */
  constructor(name: string, graceMs: number) {
    this.#name = name;
    this.#graceMs = graceMs;
  }

  get state(): LifeCycleState {
    return this.#state;
  }

  start(options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    const starting = this.#start(options.signal);
    // What went wrong is told to who started, not to a stop that waits for it.
    this.#starting = starting.catch(() => {});
    return starting;
  }

  stop(options: StopOptions = {}): Promise<void> {
    this.#stopping ??= this.#stop(options.graceMs ?? this.#graceMs).finally(() => {
      this.#stopping = undefined;
    });
    return this.#stopping;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** Opens everything; rejects only after what it had opened is closed again. */
  protected abstract open(signal: AbortSignal | undefined): Promise<void>;

  /** Gives what is in flight `graceMs`, ends the rest by force, and closes everything. */
  protected abstract close(graceMs: number): Promise<void>;

  async #start(signal: AbortSignal | undefined): Promise<void> {
    this.#enter('starting');
    try {
      await this.open(signal);
    } catch (thrown) {
      this.#enter('failed');
      throw thrown;
    }
    this.#enter('ready');
  }

  async #stop(graceMs: number): Promise<void> {
    await this.#starting;
    if (this.#state === 'stopped') return;
    if (this.#state === 'ready') {
      this.#enter('draining');
      await this.close(graceMs);
    }
    this.#enter('stopped');
  }

  #enter(state: LifeCycleState): void {
    // A Pea goes from ready to starting when it restarts; here that would open a second time.
    const isSecondStart = state === 'starting' && this.#state === 'ready';
    if (isSecondStart || !NEXT_STATES[this.#state].includes(state)) {
      throw new TypeError(`${this.#name} cannot become ${state} while it is ${this.#state}`);
    }
    this.#state = state;
  }
}
