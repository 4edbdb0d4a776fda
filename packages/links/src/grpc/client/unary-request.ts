import type { Client, Metadata, ServiceError } from '@grpc/grpc-js';
import type { JinaMethod } from '@zedflow/core-protocol';
import { RuntimeError } from '@zedflow/core-protocol';
import { ERROR_TRAILER, errorOfRpc } from '../grpc-status.js';
import { asBuffer } from '../service-definitions.js';

/** One unary RPC. */
export interface UnaryRequest {
  readonly method: JinaMethod;
  readonly bytes: Uint8Array;
  readonly metadata: Metadata;
  /** Epoch milliseconds. */
  readonly deadlineMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const sameBytes = (bytes: Buffer): Buffer => bytes;

/** Sends it and resolves with the bytes of the answer; rejects with a `RuntimeError`. */
export function requestUnary(client: Client, request: UnaryRequest, address: string): Promise<Buffer> {
  const { signal, method, metadata, deadlineMs } = request;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(cancelledError(address, signal));
      return;
    }
    const options = deadlineMs === undefined ? {} : { deadline: deadlineMs };
    const call = client.makeUnaryRequest(method.path, asBuffer, sameBytes, request.bytes, metadata, options, (error, answer) => {
      signal?.removeEventListener('abort', onAbort);
      if (answer !== undefined && error === null) resolve(answer);
      else reject(error === null ? noAnswer(address) : errorOfService(error, address));
    });
    const onAbort = () => {
      // Before the cancel: its own callback would reject with what gRPC calls it.
      reject(cancelledError(address, signal));
      call.cancel();
    };
    signal?.addEventListener('abort', onAbort, { once: true });
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
