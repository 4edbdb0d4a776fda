import { type ServiceDefinition, status, type UntypedServiceImplementation } from '@grpc/grpc-js';
import {
  decodeReflectionRequest,
  encodeReflectionResponse,
  REFLECTION_METHOD,
  type ReflectionAnswer,
  type ReflectionQuery,
} from '@zedflow/core-protocol/grpc';
import { bytesMethod, LISTED_SERVICES } from '../service-definitions.js';
import type { DuplexCall } from './grpc-call.js';

export const REFLECTION_DEFINITION: ServiceDefinition = { [REFLECTION_METHOD.rpc]: bytesMethod(REFLECTION_METHOD) };

const NO_DESCRIPTORS = 'this server tells the names of its services only; the .proto files of Jina have their messages';

/** The answer to one reflection query. Jina 3.34: `list_services` has the same names on every kind of node. */
export function answerReflection(query: ReflectionQuery): ReflectionAnswer {
  if (query.type === 'listServices') return { type: 'services', names: LISTED_SERVICES };
  if (query.type === 'other') return { type: 'error', code: status.UNIMPLEMENTED, message: 'there are no extensions in proto3' };
  return { type: 'error', code: status.NOT_FOUND, message: NO_DESCRIPTORS };
}

/** `grpc.reflection.v1alpha.ServerReflection`. Jina 3.34: a Python gateway asks it before its first call to a worker. */
export const REFLECTION_IMPLEMENTATION: UntypedServiceImplementation = {
  [REFLECTION_METHOD.rpc](call: DuplexCall) {
    call.on('data', (bytes: Buffer) => {
      try {
        const answer = answerReflection(decodeReflectionRequest(bytes).query);
        if (!call.write(encodeReflectionResponse(answer, bytes))) call.pause();
      } catch {
        call.emit('error', { code: status.INVALID_ARGUMENT, details: 'the bytes are not a ServerReflectionRequest' });
      }
    });
    call.on('drain', () => call.resume());
    call.on('end', () => call.end());
  },
};
