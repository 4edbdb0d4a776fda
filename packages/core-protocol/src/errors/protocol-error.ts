import { isRuntimeError, RuntimeError } from './runtime-error.js';

/**
 * The RuntimeError for whatever a decoder threw: a message nested too deep, or bytes that are not what they should be.
 * `what` names what was read (`envelope header`, `DataRequestProto`, ...).
 */
export function toProtocolError(thrown: unknown, what: string): RuntimeError {
  if (isRuntimeError(thrown)) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  if (reason === 'max depth exceeded' || reason.startsWith('Maximum call stack')) {
    return new RuntimeError('protocol_too_deep', `${what}: nested deeper than the limit`, { details: { what }, cause: thrown });
  }
  return malformed(what, reason, thrown);
}

/** The RuntimeError for whatever an encoder threw: the value is nested too deep (or in a circle), or cannot be written. */
export function toEncodeError(thrown: unknown, what: string): RuntimeError {
  const error = toProtocolError(thrown, what);
  return error.code === 'protocol_malformed'
    ? new RuntimeError('invalid_argument', error.rawMessage, { details: { what }, cause: thrown })
    : error;
}

/** Bytes that are not `what`. */
export function malformed(what: string, reason: string, cause?: unknown): RuntimeError {
  return new RuntimeError('protocol_malformed', `${what}: ${reason}`, { details: { what }, cause });
}
