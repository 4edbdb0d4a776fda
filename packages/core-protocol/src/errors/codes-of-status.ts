import { ERROR_CODES, type ErrorCode } from './error-codes.js';

/** The general code of each gRPC status that a foreign peer may answer with; the more special codes never come back. */
const GENERAL_CODES: readonly ErrorCode[] = [
  'cancelled',
  'deadline_exceeded',
  'invalid_argument',
  'not_found',
  'unauthenticated',
  'permission_denied',
  'resource_exhausted',
  'unavailable',
  'unimplemented',
];

/** The error code for the gRPC status number of a peer's answer; `internal` for UNKNOWN, INTERNAL and what has no code. */
export function codeOfGrpcStatus(grpcStatus: number): ErrorCode {
  return GENERAL_CODES.find((code) => ERROR_CODES[code].grpcStatus === grpcStatus) ?? 'internal';
}

/** The error code for the HTTP status of a peer's answer; other 4xx are `invalid_argument`, everything else `internal`. */
export function codeOfHttpStatus(httpStatus: number): ErrorCode {
  if (httpStatus === 413) return 'protocol_message_too_large';
  const code = GENERAL_CODES.find((candidate) => ERROR_CODES[candidate].httpStatus === httpStatus);
  return code ?? (httpStatus >= 400 && httpStatus < 500 ? 'invalid_argument' : 'internal');
}
