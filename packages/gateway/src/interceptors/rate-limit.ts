import { type Message, RuntimeError } from '@zedflow/core-protocol';
import type { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { assertKnownOptions } from './assert-known-options.js';
import { addressOf } from './caller-address.js';
import type { InterceptedOptions, Interceptor } from './interceptor.js';

/** Options of {@link rateLimitInterceptor}. */
export interface RateLimitOptions {
  /** Calls that one key may make in `windowMs`. */
  readonly calls: number;
  /** Length of the window in milliseconds. Default 1,000. */
  readonly windowMs?: number;
  /** What calls are counted by. Default: who an interceptor has verified the caller to be, else the caller's IP address. */
  readonly keyOf?: (request: Message, options: InterceptedOptions) => string;
  /** Keys that are remembered at a time; when there are more, unknown ones share one budget. Default 10,000. */
  readonly maxKeys?: number;
}

const SHARED_KEY = 'shared';

const NAMES = ['calls', 'windowMs', 'keyOf', 'maxKeys'] as const satisfies (keyof RateLimitOptions)[];

/**
 * Refuses calls of a key that has used up its budget with `resource_exhausted` (429 with Retry-After on HTTP).
 * Without `keyOf` it must come after an interceptor that verifies who calls: a gateway refuses the other order.
 * Throws a `TypeError` for an option that it does not have, a `RangeError` for a number that makes no sense.
 */
export function rateLimitInterceptor(options: RateLimitOptions): Interceptor {
  assertKnownOptions('rateLimitInterceptor', options, NAMES);
  const windowMs = options.windowMs ?? 1000;
  const maxKeys = options.maxKeys ?? 10_000;
  const keyOf = options.keyOf ?? defaultKeyOf;
  if (!Number.isInteger(options.calls) || options.calls < 1) {
    throw new RangeError(`options.calls must be a whole number from 1 on, got ${options.calls}`);
  }
  // Loaded with the first call: its package costs 50 ms that gateways without a limit need not pay.
  let limiter: Promise<RateLimiterMemory> | undefined;
  const createLimiter = async () => {
    const { RateLimiterMemory } = await import('rate-limiter-flexible');
    return new RateLimiterMemory({ points: options.calls, duration: windowMs / 1000 });
  };
  const known = new KeyBudget(maxKeys, windowMs);

  const admit = async (request: Message, callOptions: InterceptedOptions) => {
    const key = known.admit(`key:${keyOf(request, callOptions)}`) ?? SHARED_KEY;
    limiter ??= createLimiter();
    try {
      await (await limiter).consume(key);
    } catch (thrown) {
      if (!isRefusal(thrown)) throw RuntimeError.from(thrown);
      const retryAfterMs = Math.max(1, Math.ceil(thrown.msBeforeNext));
      const message = `more than ${options.calls} calls in ${windowMs} ms; try again in ${retryAfterMs} ms`;
      throw new RuntimeError('resource_exhausted', message, { details: { retryAfterMs, started: false } });
    }
  };

  return {
    name: 'rate-limit',
    ...(options.keyOf === undefined && { identity: 'needs' }),
    async call(request, callOptions, next) {
      await admit(request, callOptions);
      return next(request, callOptions);
    },
    async *stream(request, callOptions, next) {
      await admit(request, callOptions);
      yield* next(request, callOptions);
    },
  };
}

function isRefusal(thrown: unknown): thrown is RateLimiterRes {
  return typeof thrown === 'object' && thrown !== null && 'msBeforeNext' in thrown;
}

function defaultKeyOf(_request: Message, { caller }: InterceptedOptions): string {
  return caller.identity === undefined ? `address:${addressOf(caller)}` : `identity:${caller.identity}`;
}

/** The keys of the current window. The limiter forgets a key only after its window, so their number is bounded here. */
class KeyBudget {
  readonly #maxKeys: number;
  readonly #windowMs: number;
  readonly #keys = new Set<string>();
  #untilMs = 0;

  constructor(maxKeys: number, windowMs: number) {
    this.#maxKeys = maxKeys;
    this.#windowMs = windowMs;
  }

  /** The key, or undefined when there are too many. */
  admit(key: string): string | undefined {
    const nowMs = performance.now();
    if (nowMs >= this.#untilMs) {
      this.#keys.clear();
      this.#untilMs = nowMs + this.#windowMs;
    }
    if (this.#keys.has(key)) return key;
    if (this.#keys.size >= this.#maxKeys) return undefined;
    this.#keys.add(key);
    return key;
  }
}
