import { type Message, RuntimeError } from '@zedflow/core-protocol';
import type {
  CallOptions,
  Clock,
  LifeCycleState,
  Logger,
  Pea,
  PeaDescription,
  PeaEvent,
  PeaExit,
  PeaSpec,
  StopOptions,
} from '@zedflow/runtime-api';
import { type Deferred, deferred } from './deferred.js';
import type { Incarnation, IncarnationEnd, ReadyIncarnation, SpawnIncarnation } from './incarnation.js';
import { CapturedOutput } from './output/captured-output.js';
import { describeEnd, executorDied, startCalledOff, startFailed, startTimedOut, stoppedBeforeAnswer, withPea } from './pea-errors.js';
import { PeaEvents } from './pea-events.js';
import { peaExit } from './pea-exit.js';
import { ReadyWait } from './ready-wait.js';
import { ReplicaSlot } from './replica-slot.js';
import { describeDelay, pause, restartDelayMs } from './restart-delay.js';
import { PeaStates } from './states.js';
import { endsWithin, runStopLadder } from './stop-ladder.js';

/** Milliseconds that an incarnation which failed by itself gets to leave by itself, so that its exit code is its own. */
const OWN_EXIT_MS = 300;

/** An incarnation and what is known of it. */
interface Life {
  readonly incarnation: Incarnation;
  readonly output: CapturedOutput;
  readonly spawnedAtMs: number;
}

/**
 * A Pea on any backend: starts incarnations of its Executor, watches them, starts the next one when the policy says so,
 * and ends the last one by the stop ladder. The backend only knows how to spawn one incarnation.
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
    const output = new CapturedOutput(this.#events, this.#logger, this.spec.quiet);
    let wait: ReadyWait | undefined;
    const incarnation = this.#spawn({
      onProgress: (what) => {
        wait?.heard();
        if (this.#life?.incarnation === incarnation && this.state === 'starting') this.#states.waitFor(what);
      },
      onOutput: (stream, chunk) => {
        wait?.heard();
        output.push(stream, chunk);
      },
      onLog: (level, message, fields) => {
        wait?.heard();
        this.#logger[level](message, fields);
      },
    });
    const life: Life = { incarnation, output, spawnedAtMs: this.#clock.now() };
    this.#life = life;
    this.#states.waitFor('spawned');
    const { timeoutReadyMs } = this.spec;
    wait = new ReadyWait(incarnation, {
      clock: this.#clock,
      silenceMs: timeoutReadyMs,
      signal,
      silentError: () => startTimedOut(this.name, timeoutReadyMs, this.waitingFor, output.lastLines),
      endedError: (end) => startFailed(this.name, end, output.lastLines),
    });
    try {
      this.#becameReady(life, await wait.ready);
    } catch (thrown) {
      const error = RuntimeError.from(thrown, 'runtime_start_failed');
      await this.#endFailedStart(life, wait.hasTimedOut, signal.aborted);
      throw withPea(error, this.name, output.lastLines);
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
      if (reason !== undefined) void this.#endLost(life);
    });
  }

  /** A link is never used again. If what is behind it lives on, it makes room for the next one. */
  async #endLost(life: Life): Promise<void> {
    const { ended, rungs } = life.incarnation;
    if (await endsWithin(ended, OWN_EXIT_MS, this.#clock)) return;
    if (this.#life === life && this.state === 'ready') rungs.at(-1)?.run();
  }

  /** A start failed: what was started of it goes, by force unless it is leaving already. */
  async #endFailedStart(life: Life, timedOut: boolean, calledOff: boolean): Promise<void> {
    const { ready, ended, rungs } = life.incarnation;
    // It may have become ready in the moment in which the wait was over: nobody else has its link.
    void ready.then(
      ({ link }) => link.close(),
      () => {},
    );
    let forced = false;
    if (timedOut || calledOff || !(await endsWithin(ended, OWN_EXIT_MS, this.#clock))) {
      forced = true;
      await runStopLadder([rungs.at(-1) ?? rungs[0]], ended, this.spec.timeoutCtrlMs, this.#clock);
    }
    const end = await this.#endOf(life);
    this.#forget(life, end);
    this.#reportExit(life, end, timedOut ? 'timed_out' : calledOff ? 'stopped' : 'crashed', forced);
  }

  /** The Executor of a ready Pea ended by itself. */
  #onEnded(life: Life, end: IncarnationEnd): void {
    if (this.#life !== life || this.state !== 'ready') return;
    // `err` is the field whose stack a logger shows.
    const { error: err, ...exit } = end;
    this.#logger.error('executor died', { ...exit, how: describeEnd(end), lastLines: life.output.lastLines, ...(err && { err }) });
    const restarts = this.spec.restart.mode === 'on-failure';
    this.#forget(life, end);
    this.#reportExit(life, end, end.signal === undefined ? 'crashed' : 'killed', false);
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
    const { restart } = this.spec;
    for (let failedStarts = 0; ; ) {
      const delayMs = restartDelayMs(restart, failedStarts);
      this.#states.waitFor(`restart in ${describeDelay(delayMs)}`);
      await pause(this.#clock, delayMs, signal);
      try {
        if (signal.aborted) throw signal.reason;
        await this.#launch(signal);
        return;
      } catch (thrown) {
        const error = RuntimeError.from(thrown, 'runtime_start_failed');
        failedStarts++;
        if (signal.aborted) {
          this.#states.change('stopped');
          throw error;
        }
        this.#logger.error('restart of a pea failed', { failedStarts, maxFailedStarts: restart.maxFailedStarts, err: error });
        if (failedStarts >= restart.maxFailedStarts) {
          this.#states.change('failed');
          this.#giveUp(error);
          throw error;
        }
      }
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
    const { ended, rungs } = life.incarnation;
    const graceMs = options.graceMs ?? this.spec.timeoutCtrlMs;
    const drained = Promise.all([this.#slot.drained(), life.incarnation.drain(graceMs)]);
    await endsWithin(Promise.race([drained, ended, this.#hurry.promise]), graceMs, this.#clock);
    const result = await runStopLadder(rungs, ended, this.spec.timeoutCtrlMs, this.#clock);
    if (!result.ended) this.#logger.error('executor did not end', { rung: result.rung, pid: life.incarnation.pid });
    const end = await this.#endOf(life);
    this.#forget(life, end);
    // A child that is asked twice kills itself.
    const forced = result.forced || end.signal === 'SIGKILL';
    this.#reportExit(life, end, forced ? 'killed' : 'stopped', forced);
    this.#states.change('stopped');
  }

  /** How it ended; at once, also when even force did not end it. */
  #endOf(life: Life): Promise<IncarnationEnd> {
    return Promise.race([life.incarnation.ended, Promise.resolve<IncarnationEnd>({})]);
  }

  #forget(life: Life, end: IncarnationEnd): void {
    life.output.end();
    this.#life = undefined;
    this.#listenAddress = undefined;
    this.#controlAddress = undefined;
    this.#slot.detach(this.#reasonOfLoss(end, life.output));
  }

  #reasonOfLoss(end: IncarnationEnd, output: CapturedOutput): RuntimeError {
    return this.#stopping === undefined ? executorDied(this.name, end, output.lastLines) : stoppedBeforeAnswer(this.name);
  }

  #reportExit(life: Life, end: IncarnationEnd, reason: PeaExit['reason'], forced: boolean): void {
    const exit = peaExit(end, reason, this.#clock.now() - life.spawnedAtMs, forced);
    this.#logger.debug('pea exited', { ...exit });
    this.#events.emit({ type: 'exit', exit });
  }
}
