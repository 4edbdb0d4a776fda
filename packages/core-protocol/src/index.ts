/**
 * Versioned messages of Zedflow: envelope, documents, Jina's protos of both generations, and the error table.
 *
 * @packageDocumentation
 */
export { CONTENT_TYPES, type ContentType, isContentType } from './content-type.js';
export type { Document, NamedScore } from './documents/document.js';
export { DTYPES, type DType, isNdArray, type NdArray, type TensorData } from './documents/nd-array.js';
export {
  type Envelope,
  MESSAGE_KINDS,
  type Message,
  type MessageKind,
  PROTOCOL_VERSION,
  type ProtocolVersion,
  type Route,
  type Status,
} from './envelope/envelope.js';
export { codeOfGrpcStatus, codeOfHttpStatus } from './errors/codes-of-status.js';
export { decodeError, type EncodedError, encodeError } from './errors/encoded-error.js';
export { ERROR_CODES, type ErrorCode, type ErrorCodeInfo, RETIRED_ERROR_CODES } from './errors/error-codes.js';
export { errorOfStatus } from './errors/error-of-status.js';
export { isRuntimeError, RuntimeError, type RuntimeErrorOptions } from './errors/runtime-error.js';
export type { JsonObject, JsonValue } from './json-value.js';
