import type { RuntimeError } from '@zedflow/core-protocol';
import { type CallOptions, DeadlineSweep, type Gauge, listenAbort, type Replica, unlistenAbort } from '@zedflow/runtime-api';
import { deadlineError, givenUpError, lineFullError, unavailableError } from './deployment-errors.js';
import type { ResolvedDeploymentRouterOptions } from './deployment-options.js';
import { asError } from './limited-attempt.js';
import type { CallToPlace } from './pick-policy.js';
import type { ReplicaSet } from './replica-set.js';
import { type Waiter, WaitingLine } from './waiting-line.js';

type WaitingRoomOptions = Pick<ResolvedDeploymentRouterOptions, 'name' | 'maxWaiting' | 'maxUnreadyMs' | 'clock' | 'metrics'>;

/**
 * Where calls wait while no replica has room: refuses one more than `maxWaiting`, those whose deadline passes or whose caller leaves, and
 * those that found no replica ready for `maxUnreadyMs`, or that no replica will ever take.
 */
export class WaitingRoom {
  readonly #set: ReplicaSet;
  readonly #options: WaitingRoomOptions;
  readonly #line: WaitingLine;
  readonly #gauge: Gauge;
  readonly #deadlines: DeadlineSweep;
  #cancelUnreadyTimer: (() => void) | undefined;

  constructor(set: ReplicaSet, options: WaitingRoomOptions) {
    this.#set = set;
    this.#options = options;
    this.#line = new WaitingLine(set);
    this.#gauge = options.metrics.gauge('zedflow_waiting_calls', 'Calls that wait for a replica.');
    this.#deadlines = new DeadlineSweep(options.clock, (nowMs) => this.#refuseLate(nowMs));
  }

  get length(): number {
    return this.#line.length;
  }

  /** Waits in line, then begins on the replica that has room. */
  wait<T>(call: CallToPlace, deadlineMs: number, options: CallOptions | undefined, begin: (replica: Replica) => Promise<T>): Promise<T> {
    const { maxWaiting, clock, name } = this.#options;
    const { failure } = this.#set;
    if (failure !== undefined) return Promise.reject(givenUpError(name, failure, this.#set.all));
    if (this.#line.length >= maxWaiting) return Promise.reject(lineFullError(name, maxWaiting));
    return new Promise<T>((resolve, reject) => {
      const onAbort = {
        handleEvent: () => {
          this.#refuse(waiter, asError(options?.signal?.reason));
          this.letIn();
        },
      };
      const waiter: Waiter = {
        payloadBytes: call.payloadBytes,
        key: call.key,
        tried: call.tried,
        sinceMs: clock.now(),
        deadlineMs,
        overtaken: 0,
        held: undefined,
        place: (replica) => {
          unlistenAbort(options, onAbort);
          begin(replica).then(resolve, reject);
        },
        fail: (error) => {
          unlistenAbort(options, onAbort);
          reject(error);
        },
      };
      listenAbort(options, onAbort);
      this.#line.join(waiter);
      if (deadlineMs !== Number.POSITIVE_INFINITY) this.#deadlines.add(deadlineMs);
      // Alone in line it has just been refused; behind others there may be room that is too small for them.
      if (this.#line.length > 1) this.#line.letIn();
      this.#lengthChanged();
      this.#watchUnready();
    });
  }

  /** Replicas have changed: lets in whoever finds room now. */
  letIn(): void {
    if (this.#line.length === 0) return;
    const { failure } = this.#set;
    if (failure !== undefined) {
      this.refuseAll(givenUpError(this.#options.name, failure, this.#set.all));
      return;
    }
    this.#line.letIn();
    this.#lengthChanged();
    this.#watchUnready();
  }

  refuseAll(error: RuntimeError): void {
    for (const waiter of this.#line) this.#refuse(waiter, error);
    this.#deadlines.stop();
    this.#watchUnready();
  }

  #refuse(waiter: Waiter, error: RuntimeError): void {
    if (!this.#line.leave(waiter)) return;
    this.#lengthChanged();
    waiter.fail(error);
  }

  #lengthChanged(): void {
    this.#gauge.set(this.#line.length, { deployment: this.#options.name });
  }

  /** The earliest deadline that is left. */
  #refuseLate(nowMs: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const waiter of this.#line) {
      if (waiter.deadlineMs <= nowMs) this.#refuse(waiter, deadlineError(this.#options.name));
      else next = Math.min(next, waiter.deadlineMs);
    }
    this.letIn();
    return next;
  }

  /** One timer for the whole line, set for its first waiter, and only while no replica is ready. */
  #watchUnready(): void {
    const first = this.#line.first;
    if (!first || this.#set.hasReady) {
      this.#cancelUnreadyTimer?.();
      this.#cancelUnreadyTimer = undefined;
      return;
    }
    if (this.#cancelUnreadyTimer) return;
    const { clock, maxUnreadyMs } = this.#options;
    this.#cancelUnreadyTimer = clock.after(Math.max(0, first.sinceMs + maxUnreadyMs - clock.now()), () => {
      this.#cancelUnreadyTimer = undefined;
      this.#refuseUnready(clock.now() - maxUnreadyMs);
      this.#watchUnready();
    });
  }

  /** Those who wait since `sinceMs` or longer. */
  #refuseUnready(sinceMs: number): void {
    const { name, maxUnreadyMs } = this.#options;
    for (let waiter = this.#line.first; waiter && waiter.sinceMs <= sinceMs; waiter = this.#line.first) {
      this.#refuse(waiter, unavailableError(name, maxUnreadyMs, this.#set.all));
    }
  }
}
