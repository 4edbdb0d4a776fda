import type { Client, Metadata, ServiceError } from '@grpc/grpc-js';
import { type JinaMethod, RuntimeError } from '@zedflow/core-protocol';
import { ERROR_TRAILER, errorOfRpc } from '../grpc-status.js';
import { asBuffer, sameBytes } from '../service-definitions.js';

/** One unary RPC. */
export interface UnaryRequest {
  readonly method: JinaMethod;
  readonly bytes: Uint8Array;
  readonly metadata: Metadata;
  /** Epoch milliseconds; Infinity = none. */
  readonly deadlineMs: number;
}

/** Called once: with the error, or with the bytes of the answer. */
export type UnaryDone = (error: RuntimeError | undefined, answer: Buffer | undefined) => void;

/**
 * Sends it. A callback and no promise: this is the hot path of calls to foreign peers. The result takes the call back;
 * `done` is then called with what gRPC says of that.
 */
export function sendUnary(client: Client, request: UnaryRequest, address: string, done: UnaryDone): { cancel(): void } {
  const options = request.deadlineMs === Number.POSITIVE_INFINITY ? {} : { deadline: request.deadlineMs };
  return client.makeUnaryRequest(request.method.path, asBuffer, sameBytes, request.bytes, request.metadata, options, (error, answer) => {
    if (error !== null) done(errorOfService(error, address), undefined);
    else if (answer === undefined) done(noAnswer(address), undefined);
    else done(undefined, answer);
  });
}

/** The same as a promise, for calls that are rare. */
export function requestUnary(client: Client, request: UnaryRequest, address: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    sendUnary(client, request, address, (error, answer) => {
      if (answer !== undefined) resolve(answer);
      else reject(error ?? noAnswer(address));
    });
  });
}

/** The error of a failed RPC as grpc-js tells it. */
export function errorOfService(error: ServiceError, address: string): RuntimeError {
  const [trailer] = error.metadata?.get(ERROR_TRAILER) ?? [];
  return errorOfRpc({ code: error.code, details: error.details, ...(typeof trailer === 'string' && { trailer }) }, address);
}

/** The caller left before the peer had answered. */
export function cancelledError(address: string, signal: AbortSignal | undefined): RuntimeError {
  return new RuntimeError('cancelled', `the caller left before ${address} had answered`, { details: { address }, cause: signal?.reason });
}

function noAnswer(address: string): RuntimeError {
  return new RuntimeError('protocol_malformed', `${address} ended a call without an answer and without an error`, {
    details: { address, started: true },
  });
}
