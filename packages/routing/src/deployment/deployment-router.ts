import { type Message, payloadBytesOf, RuntimeError } from '@zedflow/core-protocol';
import { type CallOptions, type CallService, type Counter, isAborted, type Replica } from '@zedflow/runtime-api';
import { AttemptGuard, asError } from './attempt-guard.js';
import { closedError, deadlineError, lastError, sendTimeoutError } from './deployment-errors.js';
import {
  type DeploymentRouterOptions,
  type ResolvedDeploymentRouterOptions,
  resolveDeploymentRouterOptions,
} from './deployment-options.js';
import { ReplicaSet } from './replica-set.js';
import { mayRetry, resolveRetries } from './retry-rule.js';
import { StreamAttempt } from './stream-attempt.js';
import { WaitingRoom } from './waiting-room.js';

/** One Deployment as a {@link CallService}: picks the replica, waits for one, tries again elsewhere. */
export interface DeploymentRouter extends CallService {
  readonly name: string;
  readonly replicas: readonly Replica[];
  /** At least one replica is ready. */
  readonly isReady: boolean;
  /** Calls that wait for a replica. */
  readonly waiting: number;
  /** Takes calls from now on. */
  add(replica: Replica): void;
  /** Gets no new call from now on; what it has goes on. Stopping it is the caller's job. */
  remove(replica: Replica): void;
  /** Refuses what waits and every later call with `runtime_draining`. Replicas are left alone. Safe to call twice. */
  close(): void;
}

const NONE_TRIED: readonly Replica[] = [];

/**
 * Routes calls over the replicas of one Deployment: least loaded ready replica that has room first; waits in a bounded
 * first-in first-out line when none has; tries failed calls again by the rule of {@link DeploymentRouterOptions}.
 *
 * Throws `resource_exhausted` (line full), `unavailable` (no replica became ready), `deadline_exceeded`, `cancelled`,
 * `runtime_draining` (closed), and the last replica's error when no retry is left (with `details.tried`).
 */
export function createDeploymentRouter(options: DeploymentRouterOptions): DeploymentRouter {
  return new LeastLoadedRouter(resolveDeploymentRouterOptions(options));
}

class LeastLoadedRouter implements DeploymentRouter {
  readonly name: string;
  readonly #options: ResolvedDeploymentRouterOptions;
  readonly #set = new ReplicaSet();
  readonly #waiting: WaitingRoom;
  readonly #retried: Counter;
  readonly #onChange = () => this.#waiting.letIn();
  #isClosed = false;

  constructor(options: ResolvedDeploymentRouterOptions) {
    this.name = options.name;
    this.#options = options;
    this.#retried = options.metrics.counter('zedflow_retries', 'Calls that were tried again on another replica.');
    this.#waiting = new WaitingRoom(this.#set, options);
    for (const replica of options.replicas) this.#set.add(replica, this.#onChange);
  }

  get replicas(): readonly Replica[] {
    return this.#set.all;
  }

  get isReady(): boolean {
    return this.#set.hasReady;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  add(replica: Replica): void {
    this.#set.add(replica, this.#onChange);
    this.#waiting.letIn();
  }

  remove(replica: Replica): void {
    this.#set.remove(replica);
    this.#waiting.letIn();
  }

  close(): void {
    this.#isClosed = true;
    this.#waiting.refuseAll(closedError(this.name));
    this.#set.clear();
  }

  call(request: Message, options?: CallOptions): Promise<Message> {
    // The signal is not looked at here: servers make it only when somebody asks. Behind the line nobody may overtake.
    if (request.envelope.deadlineMs === undefined && this.#options.timeoutSendMs < 0 && this.#waiting.length === 0) {
      const replica = this.#set.pick(payloadBytesOf(request), NONE_TRIED);
      if (replica) return this.#callPlainly(replica, request, options);
    }
    return this.#callWithRetries(request, options, NONE_TRIED);
  }

  /** What nearly every call takes: nothing made for it but this frame. */
  async #callPlainly(replica: Replica, request: Message, options: CallOptions | undefined): Promise<Message> {
    try {
      return await replica.call(request, options);
    } catch (thrown) {
      return this.#callWithRetries(request, options, this.#nextTried(request, options, NONE_TRIED, replica, thrown));
    }
  }

  async #callWithRetries(request: Message, options: CallOptions | undefined, triedBefore: readonly Replica[]): Promise<Message> {
    let tried = triedBefore;
    for (;;) {
      let used: Replica | undefined;
      const use = (replica: Replica, within: CallOptions | undefined) => {
        used = replica;
        return replica.call(request, within);
      };
      try {
        return await this.#attempt(request, options, tried, use);
      } catch (thrown) {
        tried = this.#nextTried(request, options, tried, used, thrown);
      }
    }
  }

  async *stream(request: Message, options?: CallOptions): AsyncGenerator<Message, void, undefined> {
    // The caller's leaving and the deadline hold for the whole stream, timeoutSendMs only until its first item.
    const guard = this.#guardStream(request, options);
    let source: StreamAttempt | undefined;
    try {
      let tried = NONE_TRIED;
      let result: IteratorResult<Message> | undefined;
      while (!result) {
        const attempt = new StreamAttempt(request, guard.options.signal as AbortSignal);
        source = attempt;
        try {
          result = await this.#attempt(request, guard.options, tried, (replica) => attempt.open(replica));
        } catch (thrown) {
          attempt.leave();
          tried = this.#nextTried(request, guard.options, tried, attempt.replica, thrown);
        }
      }
      const { iterator, replica } = source as StreamAttempt;
      while (!result.done) {
        yield result.value;
        try {
          result = await guard.race((iterator as AsyncIterator<Message>).next());
        } catch (thrown) {
          throw lastError(this.name, RuntimeError.from(thrown), [replica as Replica]);
        }
      }
      source = undefined;
    } finally {
      guard.release();
      source?.leave();
    }
  }

  #guardStream(request: Message, options: CallOptions | undefined): AttemptGuard {
    const { deadlineMs } = request.envelope;
    const leftMs = deadlineMs === undefined ? undefined : deadlineMs - this.#options.clock.now();
    return new AttemptGuard(this.#options.clock, leftMs, () => deadlineError(this.name), options?.signal);
  }

  /** One attempt: on a free replica at once, else after waiting in line. */
  #attempt<T>(
    request: Message,
    options: CallOptions | undefined,
    tried: readonly Replica[],
    use: (replica: Replica, within: CallOptions | undefined) => Promise<T>,
  ): Promise<T> {
    if (this.#isClosed) return Promise.reject(closedError(this.name));
    if (isAborted(options)) return Promise.reject(asError(options?.signal?.reason));
    const payloadBytes = payloadBytesOf(request);
    const { timeoutSendMs, clock } = this.#options;
    const { deadlineMs } = request.envelope;
    const replica = this.#waiting.length === 0 ? this.#set.pick(payloadBytes, tried) : undefined;
    if (deadlineMs === undefined && timeoutSendMs < 0) {
      return replica ? use(replica, options) : this.#waiting.wait(payloadBytes, tried, options, (found) => use(found, options));
    }

    const leftMs = deadlineMs === undefined ? Number.POSITIVE_INFINITY : deadlineMs - clock.now();
    if (leftMs <= 0) return Promise.reject(deadlineError(this.name));
    const begin = (found: Replica) => this.#useWithin(found, use, deadlineMs, options);
    if (replica) return begin(replica);
    if (deadlineMs === undefined) return this.#waiting.wait(payloadBytes, tried, options, begin);
    const guard = new AttemptGuard(clock, leftMs, () => deadlineError(this.name), options?.signal);
    return this.#waiting
      .wait(payloadBytes, tried, guard.options, (found) => {
        guard.release();
        return begin(found);
      })
      .finally(() => guard.release());
  }

  /** The attempt under its own time limit: what is left of the deadline, or `timeoutSendMs` if that is less. */
  #useWithin<T>(
    replica: Replica,
    use: (replica: Replica, within: CallOptions | undefined) => Promise<T>,
    deadlineMs: number | undefined,
    options: CallOptions | undefined,
  ): Promise<T> {
    const { timeoutSendMs, clock } = this.#options;
    const leftMs = deadlineMs === undefined ? Number.POSITIVE_INFINITY : deadlineMs - clock.now();
    const isSendLimit = timeoutSendMs >= 0 && timeoutSendMs < leftMs;
    const timedOut = () => (isSendLimit ? sendTimeoutError(replica, timeoutSendMs) : deadlineError(this.name));
    const guard = new AttemptGuard(clock, isSendLimit ? timeoutSendMs : leftMs, timedOut, options?.signal);
    return guard.race(use(replica, guard.options)).finally(() => guard.release());
  }

  /** The replicas tried so far, if the call may be tried again; throws the error otherwise. */
  #nextTried(
    request: Message,
    options: CallOptions | undefined,
    tried: readonly Replica[],
    used: Replica | undefined,
    thrown: unknown,
  ): readonly Replica[] {
    const error = RuntimeError.from(thrown);
    // Nobody was asked: the line, the deadline or the caller ended it.
    if (used === undefined) throw error;
    const nowTried = [...tried, used];
    const { endpoint, deadlineMs } = request.envelope;
    const isLate = deadlineMs !== undefined && this.#options.clock.now() >= deadlineMs;
    const mayGoOn =
      !this.#isClosed &&
      !isLate &&
      !options?.signal?.aborted &&
      nowTried.length <= resolveRetries(this.#options.retries, this.#set.all.length) &&
      mayRetry(error, () => this.#options.isWrite(endpoint, this.#set.all));
    if (!mayGoOn) throw lastError(this.name, error, nowTried);
    this.#retried.add(1, { deployment: this.name });
    this.#options.logger.warn('call is tried again', {
      deployment: this.name,
      replica: used.name,
      requestId: request.envelope.requestId,
      code: error.code,
      attempt: nowTried.length,
    });
    return nowTried;
  }
}
