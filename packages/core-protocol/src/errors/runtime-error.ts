import type { JsonObject } from '../json-value.js';
import { ERROR_CODES, type ErrorCode } from './error-codes.js';

const BRAND = Symbol.for('zedflow.RuntimeError');

/** Options of {@link RuntimeError}. */
export interface RuntimeErrorOptions {
  /** Plain JSON: which Executor, replica, option, address; what was expected and what came. */
  readonly details?: JsonObject;
  /** Whether the same call may be tried again. Default: as the table says for the code. */
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

/**
 * The one error class of Zedflow for what goes wrong at run time and crosses threads, processes and the network.
 * Recognise it with {@link isRuntimeError}: `instanceof` breaks across threads and duplicate installs.
 * A programmer's mistake (a wrong argument in code) is a `TypeError` instead.
 */
export class RuntimeError extends Error {
  static {
    Object.defineProperty(RuntimeError.prototype, 'name', { value: 'RuntimeError', writable: true, configurable: true });
    Object.defineProperty(RuntimeError.prototype, BRAND, { value: true });
  }

  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly details: JsonObject;
  /** The message without the `[code]` in front. */
  readonly rawMessage: string;

  constructor(code: ErrorCode, message: string, options: RuntimeErrorOptions = {}) {
    super(`[${code}] ${message}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.rawMessage = message;
    this.retryable = options.retryable ?? ERROR_CODES[code].retryable;
    this.details = options.details ?? {};
  }

  /**
   * Makes a RuntimeError of anything that was thrown: one stays itself, an `AbortError` becomes `cancelled`,
   * a `TimeoutError` becomes `deadline_exceeded`, everything else gets `fallback`.
   */
  static from(thrown: unknown, fallback: ErrorCode = 'internal'): RuntimeError {
    if (isRuntimeError(thrown)) return thrown;
    if (thrown instanceof Error) {
      const code = thrown.name === 'AbortError' ? 'cancelled' : thrown.name === 'TimeoutError' ? 'deadline_exceeded' : fallback;
      return new RuntimeError(code, thrown.message || thrown.name, { cause: thrown });
    }
    return new RuntimeError(fallback, String(thrown), { cause: thrown });
  }
}

/** Whether `value` is a {@link RuntimeError} (of the given code), also one of another thread or copy of this package. */
export function isRuntimeError(value: unknown, code?: ErrorCode): value is RuntimeError {
  return (
    typeof value === 'object' &&
    value !== null &&
    BRAND in value &&
    (code === undefined || (value as unknown as RuntimeError).code === code)
  );
}
