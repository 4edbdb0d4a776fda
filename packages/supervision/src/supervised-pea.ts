import { type Message, RuntimeError } from '@zedflow/core-protocol';
import type { CallOptions, Clock, LifeCycleState, Logger, Pea, PeaDescription, PeaEvent, PeaSpec, StopOptions } from '@zedflow/runtime-api';
import { type Deferred, deferred } from './deferred.js';
import { endedByItself, endFailedStart, endLost, endReady, type LifeEnd } from './end/end-life.js';
import type { IncarnationEnd, ReadyIncarnation, SpawnIncarnation } from './incarnation.js';
import type { CapturedOutput } from './output/captured-output.js';
import { describeEnd, executorDied, startCalledOff, stoppedBeforeAnswer, withPea } from './pea-errors.js';
import { PeaEvents } from './pea-events.js';
import { ReplicaSlot } from './replica-slot.js';
import { type Life, launch } from './start/launch.js';
import { restart } from './start/restart.js';
import { PeaStates } from './states.js';

/**
 * A Pea at any place: starts incarnations of its Executor, watches them, starts the next one when the policy says so, and ends the last
 * one by the stop ladder. How one starts is told in `start/`, how one ends in `end/`; this is the order of both.
 */
export class SupervisedPea implements Pea {
  readonly spec: PeaSpec;
  readonly #spawn: SpawnIncarnation;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #events: PeaEvents;
  readonly #states: PeaStates;
  readonly #slot: ReplicaSlot;
  #life: Life | undefined;
  #listenAddress: string | undefined;
  #controlAddress: string | undefined;
  /** Calls off what is under way in state `starting`. */
  #startAbort = new AbortController();
  #starting: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;
  #hurry: Deferred<void> = deferred();
  #failure: RuntimeError | undefined;

  constructor(spec: PeaSpec, spawn: SpawnIncarnation, logger: Logger, clock: Clock) {
    this.spec = spec;
    this.#spawn = spawn;
    this.#clock = clock;
    this.#logger = logger;
    this.#events = new PeaEvents(logger);
    this.#states = new PeaStates(this.#events, logger);
    this.#slot = new ReplicaSlot(spec.name, clock, logger);
  }

  get name(): string {
    return this.spec.name;
  }

  get state(): LifeCycleState {
    return this.#states.state;
  }

  get waitingFor(): string {
    return this.#states.waitingFor;
  }

  get pid(): number | undefined {
    return this.#life?.incarnation.pid;
  }

  get listenAddress(): string | undefined {
    return this.#listenAddress;
  }

  get controlAddress(): string | undefined {
    return this.#controlAddress;
  }

  /** Its link does. */
  get keepsDeadlines(): true {
    return true;
  }

  get isReady(): boolean {
    return this.state === 'ready' && this.#slot.isReady;
  }

  get inFlight(): number {
    return this.#slot.inFlight;
  }

  get description(): PeaDescription | undefined {
    return this.#slot.description;
  }

  get failure(): RuntimeError | undefined {
    return this.#failure;
  }

  canTake(payloadBytes: number): boolean {
    return this.#slot.canTake(payloadBytes);
  }

  call(request: Message, options?: CallOptions): Promise<Message> {
    return this.#slot.call(request, options);
  }

  stream(request: Message, options?: CallOptions): AsyncIterable<Message> {
    return this.#slot.stream(request, options);
  }

  subscribe(listener: () => void): () => void {
    return this.#slot.subscribe(listener);
  }

  onEvent(listener: (event: PeaEvent) => void): () => void {
    return this.#events.on(listener);
  }

  async start(options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    if (this.state === 'ready') return;
    if (this.#stopping !== undefined) {
      throw new RuntimeError('runtime_draining', `${this.name} is stopping: await stop() before start()`, { details: { pea: this.name } });
    }
    const { signal } = options;
    if (signal?.aborted) throw startCalledOff(this.name, signal.reason);
    this.#starting ??= this.#firstStart().finally(() => {
      this.#starting = undefined;
    });
    const onAbort = () => this.#startAbort.abort(startCalledOff(this.name, signal?.reason));
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      await this.#starting;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** A second call with `graceMs` 0 cuts the first one's drain short. */
  stop(options: StopOptions = {}): Promise<void> {
    if (this.#stopping !== undefined && options.graceMs === 0) this.#hurry.resolve();
    this.#stopping ??= this.#runStop(options).finally(() => {
      this.#stopping = undefined;
    });
    return this.#stopping;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #firstStart(): Promise<void> {
    this.#startAbort = new AbortController();
    this.#failure = undefined;
    this.#states.change('starting');
    try {
      await this.#launch(this.#startAbort.signal);
    } catch (error) {
      this.#states.change(this.#startAbort.signal.aborted ? 'stopped' : 'failed');
      throw RuntimeError.from(error, 'runtime_start_failed');
    }
  }

  /** One incarnation from spawn to ready. Rejects only after everything of a failed one is gone. */
  async #launch(signal: AbortSignal): Promise<void> {
    const { life, wait } = launch({
      spec: this.spec,
      spawn: this.#spawn,
      clock: this.#clock,
      logger: this.#logger,
      events: this.#events,
      signal,
      onProgress: (what, incarnation) => {
        if (this.#life?.incarnation === incarnation && this.state === 'starting') this.#states.waitFor(what);
      },
      waitingFor: () => this.waitingFor,
    });
    this.#life = life;
    this.#states.waitFor('spawned');
    try {
      this.#becameReady(life, await wait.ready);
    } catch (thrown) {
      const reason = wait.hasTimedOut ? 'timed_out' : signal.aborted ? 'stopped' : 'crashed';
      this.#forget(life, await endFailedStart(life, reason, this.#endTime));
      throw withPea(RuntimeError.from(thrown, 'runtime_start_failed'), this.name, life.output.lastLines);
    } finally {
      wait.release();
    }
  }

  #becameReady(life: Life, { link, listenAddress, controlAddress }: ReadyIncarnation): void {
    const { incarnation, output } = life;
    this.#listenAddress = listenAddress;
    this.#controlAddress = controlAddress;
    this.#slot.attach(link, async () => this.#reasonOfLoss(await incarnation.ended, output));
    this.#states.change('ready');
    this.#slot.announce();
    const durationMs = Math.round(this.#clock.now() - life.spawnedAtMs);
    this.#logger.info('pea is ready', { pid: incarnation.pid, durationMs, ...(controlAddress && { controlAddress }) });
    void incarnation.ended.then((end) => this.#onEnded(life, end));
    void link.closed.then((reason) => {
      if (reason !== undefined) void endLost(life, () => this.#life === life && this.state === 'ready', this.#clock);
    });
  }

  /** The Executor of a ready Pea ended by itself. */
  #onEnded(life: Life, end: IncarnationEnd): void {
    if (this.#life !== life || this.state !== 'ready') return;
    // `err` is the field whose stack a logger shows.
    const { error: err, ...exit } = end;
    this.#logger.error('executor died', { ...exit, how: describeEnd(end), lastLines: life.output.lastLines, ...(err && { err }) });
    const restarts = this.spec.restart.mode === 'on-failure';
    this.#forget(life, endedByItself(life, end, this.#clock));
    this.#states.change(restarts ? 'starting' : 'failed');
    if (!restarts) {
      this.#giveUp(this.#reasonOfLoss(end, life.output));
      return;
    }
    this.#startAbort = new AbortController();
    // Between two incarnations nothing else may hold this process open.
    const alive = setInterval(() => {}, 60_000);
    this.#starting = this.#restart(this.#startAbort.signal).finally(() => {
      clearInterval(alive);
      this.#starting = undefined;
    });
    // Nobody may be waiting for it; the state and the log tell.
    this.#starting.catch(() => {});
  }

  async #restart(signal: AbortSignal): Promise<void> {
    try {
      await restart({
        policy: this.spec.restart,
        clock: this.#clock,
        logger: this.#logger,
        signal,
        launch: () => this.#launch(signal),
        waitFor: (what) => this.#states.waitFor(what),
      });
    } catch (thrown) {
      const error = RuntimeError.from(thrown, 'runtime_start_failed');
      this.#states.change(signal.aborted ? 'stopped' : 'failed');
      if (!signal.aborted) this.#giveUp(error);
      throw error;
    }
  }

  /** Its router need not wait for it any longer. */
  #giveUp(failure: RuntimeError): void {
    this.#failure = failure;
    this.#slot.announce();
  }

  async #runStop(options: StopOptions): Promise<void> {
    if (this.#starting !== undefined) {
      this.#startAbort.abort(startCalledOff(this.name, new Error('stop() was called')));
      await this.#starting.catch(() => {});
      // The start may have won the race.
      if (this.state !== 'ready') return;
    }
    const life = this.#life;
    if (life === undefined || this.state !== 'ready') {
      if (this.state !== 'stopped') this.#states.change('stopped');
      return;
    }
    this.#states.change('draining');
    this.#hurry = deferred();
    this.#slot.refuse();
    const graceMs = options.graceMs ?? this.spec.timeoutCtrlMs;
    const stopped = await endReady(life, { drained: this.#slot.drained(), hurry: this.#hurry.promise, graceMs }, this.#endTime);
    if (stopped.inVain !== undefined) {
      this.#logger.error('executor did not end', { rung: stopped.inVain, pid: life.incarnation.pid });
    }
    this.#forget(life, stopped);
    this.#states.change('stopped');
  }

  get #endTime() {
    return { clock: this.#clock, rungMs: this.spec.timeoutCtrlMs };
  }

  /** A life is over: its calls end, and its exit is told. */
  #forget(life: Life, { end, exit }: LifeEnd): void {
    life.output.end();
    this.#life = undefined;
    this.#listenAddress = undefined;
    this.#controlAddress = undefined;
    this.#slot.detach(this.#reasonOfLoss(end, life.output));
    this.#logger.debug('pea exited', { ...exit });
    this.#events.emit({ type: 'exit', exit });
  }

  #reasonOfLoss(end: IncarnationEnd, output: CapturedOutput): RuntimeError {
    return this.#stopping === undefined ? executorDied(this.name, end, output.lastLines) : stoppedBeforeAnswer(this.name);
  }
}
