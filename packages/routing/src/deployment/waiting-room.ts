import type { RuntimeError } from '@zedflow/core-protocol';
import { type CallOptions, type Gauge, listenAbort, type Replica, unlistenAbort } from '@zedflow/runtime-api';
import { asError } from './attempt-guard.js';
import { givenUpError, lineFullError, unavailableError } from './deployment-errors.js';
import type { ResolvedDeploymentRouterOptions } from './deployment-options.js';
import type { ReplicaSet } from './replica-set.js';
import { type Waiter, WaitingLine } from './waiting-line.js';

type WaitingRoomOptions = Pick<ResolvedDeploymentRouterOptions, 'name' | 'maxWaiting' | 'maxUnreadyMs' | 'clock' | 'metrics'>;

/**
 * Where calls wait while no replica has room: lets them in first in, first out; refuses one more than `maxWaiting`, and those
 * that found no replica ready for `maxUnreadyMs`, or that no replica will ever take.
 */
export class WaitingRoom {
  readonly #set: ReplicaSet;
  readonly #options: WaitingRoomOptions;
  readonly #line = new WaitingLine();
  readonly #gauge: Gauge;
  #cancelUnreadyTimer: (() => void) | undefined;

  constructor(set: ReplicaSet, options: WaitingRoomOptions) {
    this.#set = set;
    this.#options = options;
    this.#gauge = options.metrics.gauge('zedflow_waiting_calls', 'Calls that wait for a replica.');
  }

  get length(): number {
    return this.#line.length;
  }

  /** Waits in line, then begins on the replica that has room. */
  wait<T>(
    payloadBytes: number,
    tried: readonly Replica[],
    options: CallOptions | undefined,
    begin: (replica: Replica) => Promise<T>,
  ): Promise<T> {
    const { maxWaiting, clock, name } = this.#options;
    const { failure } = this.#set;
    if (failure !== undefined) return Promise.reject(givenUpError(name, failure, this.#set.all));
    if (this.#line.length >= maxWaiting) return Promise.reject(lineFullError(name, maxWaiting));
    return new Promise<T>((resolve, reject) => {
      const onAbort = { handleEvent: () => this.#refuse(waiter, asError(options?.signal?.reason)) };
      const waiter: Waiter = {
        payloadBytes,
        tried,
        sinceMs: clock.now(),
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
      this.#lengthChanged();
      this.#watchUnready();
    });
  }

  /** Replicas have changed: lets in whoever finds room now. */
  letIn(): void {
    for (let waiter = this.#line.first; waiter; waiter = this.#line.first) {
      const replica = this.#set.pick(waiter.payloadBytes, waiter.tried);
      if (!replica) break;
      this.#line.leave(waiter);
      waiter.place(replica);
      this.#lengthChanged();
    }
    const { failure } = this.#set;
    if (failure !== undefined) this.refuseAll(givenUpError(this.#options.name, failure, this.#set.all));
    this.#watchUnready();
  }

  refuseAll(error: RuntimeError): void {
    for (let waiter = this.#line.first; waiter; waiter = this.#line.first) this.#refuse(waiter, error);
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
