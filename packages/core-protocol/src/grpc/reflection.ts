import { grpc } from '../../gen/grpc.js';
import { toProtocolError } from '../errors/protocol-error.js';

/** The method of reflection in the version that Jina peers speak (Jina 3.34). */
export const REFLECTION_METHOD = {
  service: 'grpc.reflection.v1alpha.ServerReflection',
  rpc: 'ServerReflectionInfo',
  path: '/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo',
  requestStream: true,
  responseStream: true,
} as const;

/** What a reflection client asks. `other`: an extension query, which proto3 services have no answer for. */
export type ReflectionQuery =
  | { readonly type: 'listServices' }
  | { readonly type: 'fileByFilename'; readonly name: string }
  | { readonly type: 'fileContainingSymbol'; readonly name: string }
  | { readonly type: 'other' };

/** What a reflection server answers. `files` are serialized `FileDescriptorProto`s; `code` is a gRPC status. */
export type ReflectionAnswer =
  | { readonly type: 'services'; readonly names: readonly string[] }
  | { readonly type: 'files'; readonly files: readonly Uint8Array[] }
  | { readonly type: 'error'; readonly code: number; readonly message: string };

/** One query, and its bytes: an answer repeats them. */
export interface ReflectionRequest {
  readonly host: string;
  readonly query: ReflectionQuery;
}

const { ServerReflectionRequest, ServerReflectionResponse } = grpc.reflection.v1alpha;

/** The bytes of a `ServerReflectionRequest`. */
export function encodeReflectionRequest({ host, query }: ReflectionRequest): Uint8Array {
  const proto: grpc.reflection.v1alpha.ServerReflectionRequest.$Properties = host === '' ? {} : { host };
  if (query.type === 'listServices') proto.listServices = '';
  else if (query.type === 'fileByFilename') proto.fileByFilename = query.name;
  else if (query.type === 'fileContainingSymbol') proto.fileContainingSymbol = query.name;
  else throw new TypeError('an extension query cannot be written: there are no extensions in proto3');
  return ServerReflectionRequest.encode(proto).finish();
}

/** The query of `ServerReflectionRequest` bytes. Throws `protocol_malformed`. */
export function decodeReflectionRequest(bytes: Uint8Array): ReflectionRequest {
  try {
    const proto = ServerReflectionRequest.decode(bytes);
    return { host: proto.host, query: queryOf(proto) };
  } catch (thrown) {
    throw toProtocolError(thrown, 'grpc.reflection.v1alpha.ServerReflectionRequest');
  }
}

/** The bytes of a `ServerReflectionResponse`; `request` holds the bytes that are answered. */
export function encodeReflectionResponse(answer: ReflectionAnswer, request: Uint8Array): Uint8Array {
  const originalRequest = ServerReflectionRequest.decode(request);
  const proto: grpc.reflection.v1alpha.ServerReflectionResponse.$Properties = { validHost: originalRequest.host, originalRequest };
  if (answer.type === 'services') proto.listServicesResponse = { service: answer.names.map((name) => ({ name })) };
  else if (answer.type === 'files') proto.fileDescriptorResponse = { fileDescriptorProto: [...answer.files] };
  else proto.errorResponse = { errorCode: answer.code, errorMessage: answer.message };
  return ServerReflectionResponse.encode(proto).finish();
}

/** The answer of `ServerReflectionResponse` bytes. Throws `protocol_malformed`. */
export function decodeReflectionResponse(bytes: Uint8Array): ReflectionAnswer {
  try {
    const proto = ServerReflectionResponse.decode(bytes);
    if (proto.listServicesResponse) {
      return { type: 'services', names: (proto.listServicesResponse.service ?? []).map((service) => service.name ?? '') };
    }
    if (proto.fileDescriptorResponse) return { type: 'files', files: proto.fileDescriptorResponse.fileDescriptorProto ?? [] };
    return { type: 'error', code: proto.errorResponse?.errorCode ?? 12, message: proto.errorResponse?.errorMessage ?? 'no answer' };
  } catch (thrown) {
    throw toProtocolError(thrown, 'grpc.reflection.v1alpha.ServerReflectionResponse');
  }
}

function queryOf(proto: grpc.reflection.v1alpha.ServerReflectionRequest): ReflectionQuery {
  if (proto.listServices != null) return { type: 'listServices' };
  if (proto.fileByFilename != null) return { type: 'fileByFilename', name: proto.fileByFilename };
  if (proto.fileContainingSymbol != null) return { type: 'fileContainingSymbol', name: proto.fileContainingSymbol };
  return { type: 'other' };
}
