import type { JsonObject } from '../json-value.js';
import { ERROR_CODES, type ErrorCode } from './error-codes.js';
import { RuntimeError } from './runtime-error.js';

/** A {@link RuntimeError} as plain data, to cross threads, processes and the network. */
export interface EncodedError {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly details: JsonObject;
  /** Only when the sender allows stack traces on the wire. */
  readonly stack?: string;
}

/** Plain data of an error. Stack traces stay here unless `exposeStack` is set. */
export function encodeError(error: RuntimeError, exposeStack = false): EncodedError {
  const encoded = { code: error.code, message: error.rawMessage, retryable: error.retryable, details: error.details };
  return exposeStack && error.stack !== undefined ? { ...encoded, stack: error.stack } : encoded;
}

/** The error again. A code of a newer version becomes `internal`, with the code in the details. */
export function decodeError(encoded: EncodedError): RuntimeError {
  const known = Object.hasOwn(ERROR_CODES, encoded.code);
  const error = new RuntimeError(known ? (encoded.code as ErrorCode) : 'internal', encoded.message, {
    retryable: encoded.retryable,
    details: known ? encoded.details : { ...encoded.details, code: encoded.code },
  });
  if (encoded.stack !== undefined) error.stack = encoded.stack;
  return error;
}
