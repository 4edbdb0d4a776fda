import type { MethodDefinition } from '@grpc/grpc-js';
import { JINA_METHODS, type JinaMethod } from '@zedflow/core-protocol';
import { REFLECTION_METHOD } from '@zedflow/core-protocol/grpc';

/** A method whose messages stay bytes: the codecs of core-protocol read and write them, once, where they are needed. */
export type BytesMethod = MethodDefinition<Uint8Array, Buffer>;

/** grpc-js wants Buffers; a view costs no copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Messages stay bytes on both sides of grpc-js. */
export const sameBytes = (bytes: Buffer): Buffer => bytes;

/** The definition that grpc-js needs for one method. */
export function bytesMethod(method: Pick<JinaMethod, 'path' | 'requestStream' | 'responseStream'>): BytesMethod {
  return {
    path: method.path,
    requestStream: method.requestStream,
    responseStream: method.responseStream,
    requestSerialize: asBuffer,
    requestDeserialize: sameBytes,
    responseSerialize: asBuffer,
    responseDeserialize: sameBytes,
  };
}

/**
 * What reflection lists. Jina 3.34: every gateway, head and worker lists the same names, also of services that it does not
 * have; callers build their stubs from them.
 */
export const LISTED_SERVICES: readonly string[] = [
  JINA_METHODS.call.service,
  JINA_METHODS.processSingleData.service,
  JINA_METHODS.processData.service,
  JINA_METHODS.dryRun.service,
  JINA_METHODS.streamDoc.service,
  JINA_METHODS.endpointDiscovery.service,
  JINA_METHODS.status.service,
  REFLECTION_METHOD.service,
];
