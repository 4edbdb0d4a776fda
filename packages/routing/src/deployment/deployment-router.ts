import { type Message, payloadBytesOf, RuntimeError } from '@zedflow/core-protocol';
import { type CallOptions, type CallService, type Counter, isAborted, type Replica } from '@zedflow/runtime-api';
import { closedError, deadlineError, lastError, sendTimeoutError } from './deployment-errors.js';
import {
  type DeploymentRouterOptions,
  type ResolvedDeploymentRouterOptions,
  resolveDeploymentRouterOptions,
} from './deployment-options.js';
import { asError, LimitedAttempt } from './limited-attempt.js';
import type { CallToPlace } from './pick-policy.js';
import { ReplicaSet } from './replica-set.js';
import { mayRetry, resolveRetries } from './retry-rule.js';
import { StreamAttempt } from './stream-attempt.js';
import { TimeLimits } from './time-limits.js';
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
/** Timers may fire this much early: an attempt that ended then has no time left either. */
const TIMER_SLACK_MS = 1;

/**
 * Routes calls over the replicas of one Deployment: to one that is ready and has room, by the policy of the options; waits in a bounded
 * line when none has, first in first out, where a call that fits nowhere lets a bounded number of others pass; tries failed calls again
 * by the rule of {@link DeploymentRouterOptions}.
 *
 * Throws `resource_exhausted` (line full), `unavailable` (no replica became ready), `deadline_exceeded`, `cancelled`,
 * `runtime_draining` (closed), and the last replica's error when no retry is left (with `details.tried`).
 */
export function createDeploymentRouter(options: DeploymentRouterOptions): DeploymentRouter {
  return new ReplicaRouter(resolveDeploymentRouterOptions(options));
}

class ReplicaRouter implements DeploymentRouter {
  readonly name: string;
  readonly #options: ResolvedDeploymentRouterOptions;
  readonly #set: ReplicaSet;
  readonly #waiting: WaitingRoom;
  readonly #limits: TimeLimits;
  readonly #retried: Counter;
  readonly #onChange = () => this.#waiting.letIn();
  #isClosed = false;

  constructor(options: ResolvedDeploymentRouterOptions) {
    this.name = options.name;
    this.#options = options;
    this.#retried = options.metrics.counter('zedflow_retries', 'Calls that were tried again on another replica.');
    this.#set = new ReplicaSet(options.policy);
    this.#waiting = new WaitingRoom(this.#set, options);
    this.#limits = new TimeLimits(options.clock);
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
    if (this.#options.timeoutSendMs < 0 && this.#waiting.length === 0) {
      const replica = this.#set.pick(this.#toPlace(request, NONE_TRIED));
      if (replica !== undefined) {
        if (replica.keepsDeadlines || request.envelope.deadlineMs === undefined) return this.#callPlainly(replica, request, options);
        return this.#callWithRetries(request, options, NONE_TRIED, replica);
      }
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

  async #callWithRetries(
    request: Message,
    options: CallOptions | undefined,
    triedBefore: readonly Replica[],
    picked?: Replica,
  ): Promise<Message> {
    let tried = triedBefore;
    for (;;) {
      let used: Replica | undefined;
      const use = (replica: Replica, within: CallOptions | undefined) => {
        used = replica;
        return replica.call(request, within);
      };
      try {
        return await this.#attempt(request, options, tried, use, tried === triedBefore ? picked : undefined);
      } catch (thrown) {
        tried = this.#nextTried(request, options, tried, used, thrown);
      }
    }
  }

  async *stream(request: Message, options?: CallOptions): AsyncGenerator<Message, void, undefined> {
    // The caller's leaving and the deadline hold for the whole stream, timeoutSendMs only until its first item.
    const whole = new LimitedAttempt(options, () => deadlineError(this.name));
    let source: StreamAttempt | undefined;
    try {
      let tried = NONE_TRIED;
      let result: IteratorResult<Message> | undefined;
      while (!result) {
        const attempt = new StreamAttempt(request, whole);
        source = attempt;
        try {
          result = await this.#attempt(request, whole, tried, (replica) => whole.race(attempt.open(replica)));
        } catch (thrown) {
          attempt.leave();
          tried = this.#nextTried(request, whole, tried, attempt.replica, thrown);
        }
      }
      const { iterator, replica } = source as StreamAttempt as { iterator: AsyncIterator<Message>; replica: Replica };
      const { deadlineMs } = request.envelope;
      if (deadlineMs !== undefined && !replica.keepsDeadlines) this.#limits.add(whole, deadlineMs);
      while (!result.done) {
        yield result.value;
        try {
          result = await whole.race(iterator.next());
        } catch (thrown) {
          throw lastError(this.name, RuntimeError.from(thrown), [replica]);
        }
      }
      source = undefined;
    } finally {
      this.#limits.release(whole);
      source?.leave();
    }
  }

  #toPlace(request: Message, tried: readonly Replica[]): CallToPlace {
    return { payloadBytes: payloadBytesOf(request), key: this.#options.policy.keyOf?.(request), tried };
  }

  /** One attempt: on a free replica at once, else after waiting in line. */
  #attempt<T>(
    request: Message,
    options: CallOptions | undefined,
    tried: readonly Replica[],
    use: (replica: Replica, within: CallOptions | undefined) => Promise<T>,
    picked?: Replica,
  ): Promise<T> {
    if (this.#isClosed) return Promise.reject(closedError(this.name));
    if (isAborted(options)) return Promise.reject(asError(options?.signal?.reason));
    const { deadlineMs = Number.POSITIVE_INFINITY } = request.envelope;
    if (deadlineMs <= this.#options.clock.now()) return Promise.reject(deadlineError(this.name));
    const begin = (replica: Replica) => this.#begin(replica, use, deadlineMs, options);
    if (picked !== undefined) return begin(picked);
    const call = this.#toPlace(request, tried);
    const replica = this.#waiting.length === 0 ? this.#set.pick(call) : undefined;
    return replica === undefined ? this.#waiting.wait(call, deadlineMs, options, begin) : begin(replica);
  }

  /** The attempt on a replica, under the time limits that the replica does not keep itself. */
  #begin<T>(
    replica: Replica,
    use: (replica: Replica, within: CallOptions | undefined) => Promise<T>,
    deadlineMs: number,
    options: CallOptions | undefined,
  ): Promise<T> {
    const { timeoutSendMs, clock } = this.#options;
    const sendByMs = timeoutSendMs < 0 ? Number.POSITIVE_INFINITY : clock.now() + timeoutSendMs;
    const isSendLimit = sendByMs < deadlineMs;
    if (!isSendLimit && (replica.keepsDeadlines || deadlineMs === Number.POSITIVE_INFINITY)) return use(replica, options);
    const timedOut = () => (isSendLimit ? sendTimeoutError(replica, timeoutSendMs) : deadlineError(this.name));
    const attempt = new LimitedAttempt(options, timedOut);
    this.#limits.add(attempt, isSendLimit ? sendByMs : deadlineMs);
    return attempt.race(use(replica, attempt)).finally(() => this.#limits.release(attempt));
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
    const isLate = deadlineMs !== undefined && this.#options.clock.now() + TIMER_SLACK_MS >= deadlineMs;
    const mayGoOn =
      !this.#isClosed &&
      !isLate &&
      !isAborted(options) &&
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
