import type { Envelope, RuntimeError } from '@zedflow/core-protocol';
import type { Caller, Clock, Counter, Gauge, Histogram, Logger, Metrics } from '@zedflow/runtime-api';

interface RecorderOptions {
  readonly slowCallMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

const LABELS = { runtime_name: 'gateway' };

/** Log and figures of the calls that a gateway takes. Metric names are Jina's (Jina 3.34). */
export class CallRecorder {
  readonly #options: RecorderOptions;
  readonly #protocol: Caller['protocol'];
  readonly #seconds: Histogram;
  readonly #pending: Gauge;
  readonly #successful: Counter;
  readonly #failed: Counter;
  #pendingCalls = 0;

  constructor(options: RecorderOptions, protocol: Caller['protocol']) {
    this.#options = options;
    this.#protocol = protocol;
    const { metrics } = options;
    this.#seconds = metrics.histogram('jina_receiving_request_seconds', 'Seconds from the arrival of a request to its answer.');
    this.#pending = metrics.gauge('jina_number_of_pending_requests', 'Requests that are being answered.');
    this.#successful = metrics.counter('jina_successful_requests', 'Requests that were answered without an error.');
    this.#failed = metrics.counter('jina_failed_requests', 'Requests that were answered with an error.');
  }

  /** When the call began. One of `ended`, `failed` and `left` must follow. */
  began(): number {
    this.#pending.set(++this.#pendingCalls, LABELS);
    return this.#options.clock.now();
  }

  ended(request: Envelope, startMs: number, answer: Envelope | undefined): void {
    this.left();
    const durationMs = this.#options.clock.now() - startMs;
    if (answer?.status?.code === 'ERROR') this.#failed.add(1, LABELS);
    else {
      this.#successful.add(1, LABELS);
      this.#seconds.record(durationMs / 1000, LABELS);
    }
    this.#logSlow(request, durationMs, answer);
  }

  failed(request: Envelope, startMs: number, error: RuntimeError): void {
    this.left();
    this.#failed.add(1, LABELS);
    this.#logSlow(request, this.#options.clock.now() - startMs, undefined, error);
  }

  /** The caller left a stream: neither success nor failure. */
  left(): void {
    this.#pending.set(--this.#pendingCalls, LABELS);
  }

  #logSlow(request: Envelope, durationMs: number, answer: Envelope | undefined, error?: RuntimeError): void {
    const { slowCallMs, logger } = this.#options;
    if (slowCallMs < 0 || durationMs <= slowCallMs) return;
    const nodes: Record<string, number> = {};
    for (const { executor, startMs = 0, endMs } of answer?.routes ?? []) if (endMs !== undefined) nodes[executor] = round(endMs - startMs);
    logger.warn('slow call', {
      requestId: request.requestId,
      endpoint: request.endpoint,
      protocol: this.#protocol,
      durationMs: round(durationMs),
      nodes,
      ...(error && { code: error.code }),
    });
  }
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
