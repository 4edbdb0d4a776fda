import type { Document, Envelope } from '@zedflow/core-protocol';
import { type CallOptions, isAborted } from '@zedflow/runtime-api';
import type { CallContext } from '../call-context.js';
import type { Executor } from '../executor.js';

const NO_HEADERS: Readonly<Record<string, string>> = Object.freeze({});

/** The context of one call. Every call pays for it, so what few handlers read is made when it is read. */
export class LiveCallContext implements CallContext {
  /** Replaced by what the parameter schema makes of it, before the handler sees it. */
  parameters: Record<string, unknown>;
  readonly docsMatrix: readonly Document[][] | undefined;
  readonly #envelope: Envelope;
  readonly #executor: Executor<unknown>;
  readonly #options: CallOptions | undefined;
  #controller: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #onCallerAbort: (() => void) | undefined;

  constructor(
    executor: Executor<unknown>,
    envelope: Envelope,
    parameters: Record<string, unknown>,
    options: CallOptions | undefined,
    docsMatrix: readonly Document[][] | undefined,
  ) {
    this.#executor = executor;
    this.#envelope = envelope;
    this.#options = options;
    this.parameters = parameters;
    this.docsMatrix = docsMatrix;
  }

  get endpoint() {
    return this.#envelope.endpoint;
  }

  get requestId() {
    return this.#envelope.requestId;
  }

  get deadlineMs() {
    return this.#envelope.deadlineMs;
  }

  get headers() {
    return this.#envelope.headers ?? NO_HEADERS;
  }

  get traceparent() {
    return this.#envelope.traceparent;
  }

  get logger() {
    return this.#executor.logger;
  }

  get metrics() {
    return this.#executor.metrics;
  }

  get workspace() {
    return this.#executor.workspace;
  }

  get shardId() {
    return this.#executor.shardId;
  }

  get replicaId() {
    return this.#executor.replicaId;
  }

  get docsMap(): Readonly<Record<string, Document[]>> | undefined {
    const matrix = this.docsMatrix;
    if (matrix === undefined) return undefined;
    const map: Record<string, Document[]> = Object.create(null);
    for (const [index, docs] of matrix.entries()) {
      const name = this.#envelope.parts?.[index] ?? '';
      map[name] = [...(map[name] ?? []), ...docs];
    }
    return map;
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      const controller = new AbortController();
      this.#controller = controller;
      this.#follow(controller);
    }
    return this.#controller.signal;
  }

  /** Why the signal fired, if `error` is what that gave a handler that listened to it; else undefined. */
  abortReasonOf(error: unknown): unknown {
    const signal = this.#controller?.signal;
    if (signal === undefined || !signal.aborted) return undefined;
    return error === signal.reason || (error as { name?: unknown } | null)?.name === 'AbortError' ? signal.reason : undefined;
  }

  /** Throws what the signal gives once the caller has left or the deadline has passed, for handlers that do not listen. */
  assertWanted(nowMs: number): void {
    const { deadlineMs } = this.#envelope;
    const isLate = deadlineMs !== undefined && deadlineMs <= nowMs;
    if (!isLate && !isAborted(this.#options)) return;
    const { signal } = this;
    // A loop that never lets go of the thread keeps the timer from firing.
    if (!signal.aborted) this.#controller?.abort(deadlinePassed());
    signal.throwIfAborted();
  }

  /** The caller does not want the rest: tells a handler that listens. */
  cancel(): void {
    const controller = this.#controller ?? new AbortController();
    this.#controller = controller;
    controller.abort(new DOMException('The caller left', 'AbortError'));
    this.release();
  }

  /** Lets go of the timer and of the caller's signal. */
  release(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    if (this.#onCallerAbort !== undefined) this.#options?.signal?.removeEventListener('abort', this.#onCallerAbort);
    this.#timer = undefined;
    this.#onCallerAbort = undefined;
  }

  #follow(controller: AbortController): void {
    const caller = this.#options?.signal;
    if (caller?.aborted) {
      controller.abort(caller.reason);
      return;
    }
    if (caller !== undefined) {
      this.#onCallerAbort = () => controller.abort(caller.reason);
      caller.addEventListener('abort', this.#onCallerAbort, { once: true });
    }
    const { deadlineMs } = this.#envelope;
    if (deadlineMs !== undefined) {
      const fire = () => controller.abort(deadlinePassed());
      const leftMs = deadlineMs - Date.now();
      if (leftMs <= 0) fire();
      else this.#timer = setTimeout(fire, Math.min(leftMs, MAX_TIMER_MS)).unref();
    }
  }
}

// Longer delays overflow setTimeout and would fire at once; a call of 24 days has no real deadline.
const MAX_TIMER_MS = 2 ** 31 - 1;

function deadlinePassed(): DOMException {
  return new DOMException('The deadline has passed', 'TimeoutError');
}
