import { status } from '@grpc/grpc-js';
import { codeOfGrpcStatus, decodeError, ERROR_CODES, type ErrorCode, encodeError, RuntimeError, wellFormed } from '@zedflow/core-protocol';

/** Trailer of Jina's heads and workers for an answer whose `header.status` is ERROR. Jina 3.34: the gateway sends none. */
export const IS_ERROR_TRAILER = 'is-error';

/** Trailer in which our own nodes send each other the whole error, URI-encoded JSON: only to callers that ask for it. */
export const ERROR_TRAILER = 'zedflow-error';

/** Metadata by which a caller asks for {@link ERROR_TRAILER}; Python peers would only show it to their users. */
export const WANTS_ERRORS_KEY = 'zedflow-errors';

/** How an RPC ends. */
export interface RpcEnd {
  readonly code: status;
  readonly details: string;
}

/** Percent-encoding (which throws for halves of characters) triples it, and peers commonly allow 8 KiB of trailers. */
const MAX_DETAILS_CHARS = 2_000;

/**
 * The gRPC status for a failure outside of the handler. A caller that is still there never gets CANCELLED: a Python
 * gateway would wait for an answer for ever (Jina 3.34: a call answered with CANCELLED is never retried nor ended).
 */
export function rpcEndOf(error: RuntimeError): RpcEnd {
  const code = error.code === 'cancelled' ? status.UNAVAILABLE : (ERROR_CODES[error.code].grpcStatus as status);
  return { code, details: trimDetails(error.message) };
}

/** The whole error for the trailer {@link ERROR_TRAILER}, or undefined when it would be too long for one. */
export function errorTrailerOf(error: RuntimeError): string | undefined {
  const text = encodeURIComponent(wellFormed(JSON.stringify(encodeError(error))));
  return text.length <= MAX_DETAILS_CHARS * 2 ? text : undefined;
}

function trimDetails(text: string): string {
  return wellFormed(text.length > MAX_DETAILS_CHARS ? `${text.slice(0, MAX_DETAILS_CHARS)}…` : text);
}

/** What a peer's failed RPC says. */
export interface FailedRpc {
  readonly code: number;
  readonly details: string;
  /** Value of {@link ERROR_TRAILER}. */
  readonly trailer?: string;
}

const CODE_IN_FRONT = /^\[([a-z_]+)\] (.*)$/s;

/**
 * The error of a failed RPC. Our own nodes say all of it in a trailer, or at least its code in front of the text; of others
 * the gRPC status is all there is. `details.started` is true unless the peer said otherwise: what may have run is never
 * taken for not run.
 */
export function errorOfRpc(failed: FailedRpc, address: string): RuntimeError {
  const told = failed.trailer === undefined ? undefined : decodeTrailer(failed.trailer);
  if (told !== undefined) {
    return new RuntimeError(told.code, told.rawMessage, {
      retryable: told.retryable,
      details: { started: true, ...told.details, address },
    });
  }
  const [, code, text] = CODE_IN_FRONT.exec(failed.details) ?? [];
  const known = code !== undefined && Object.hasOwn(ERROR_CODES, code);
  return new RuntimeError(
    known ? (code as ErrorCode) : codeOfStatus(failed),
    known && text !== undefined ? text : describe(failed, address),
    {
      details: { address, grpcStatus: failed.code, grpcDetails: failed.details, started: mayHaveStarted(failed) },
    },
  );
}

/** grpc-js ends its text with this also when it has no note. */
const EMPTY_NOTE = /\.? Resolution note: *$/;

/** What grpc-js says of calls that never left this side, or that the peer did not take. */
const NEVER_SENT = /^(No connection established|Name resolution failed|Stream refused by server|Channel has been shut down)/;

function mayHaveStarted({ code, details }: FailedRpc): boolean {
  return code !== status.UNIMPLEMENTED && !(code === status.UNAVAILABLE && NEVER_SENT.test(details));
}

function codeOfStatus(failed: FailedRpc): ErrorCode {
  // Who takes a call back himself never asks: this is a connection that the peer has cut.
  if (failed.code === status.CANCELLED) return 'transport_lost';
  if (
    failed.code === status.RESOURCE_EXHAUSTED &&
    /message larger than|message with a size larger|decompresses to a size/.test(failed.details)
  ) {
    return 'protocol_message_too_large';
  }
  return codeOfGrpcStatus(failed.code);
}

function describe(failed: FailedRpc, address: string): string {
  return `${address} answered with gRPC status ${status[failed.code] ?? failed.code}: ${failed.details.replace(EMPTY_NOTE, '')}`;
}

function decodeTrailer(text: string): RuntimeError | undefined {
  try {
    return decodeError(JSON.parse(decodeURIComponent(text)));
  } catch {
    return undefined;
  }
}
