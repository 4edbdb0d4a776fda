/**
 * Versioned messages of Zedflow: envelope, documents, Jina's protos of both generations, and the error table.
 *
 * @packageDocumentation
 */
export { CONTENT_TYPES, type ContentType, isContentType } from './content-type.js';
export { countDocuments } from './documents/count-documents.js';
export { type DecodeDocumentsOptions, decodeDocuments, decodeParts } from './documents/decode-documents.js';
export type { Document, NamedScore } from './documents/document.js';
export { type EncodeDocumentsOptions, encodeDocuments, encodeFrames } from './documents/encode-documents.js';
export { generationOfFrames } from './documents/frames/frame-head.js';
export { readsFrames, withFrames, withoutFrames } from './documents/frames/framed-message.js';
export { joinDocuments } from './documents/join-documents.js';
export type { DocumentLimits } from './documents/limits.js';
export {
  DTYPES,
  type DType,
  isNdArray,
  type NdArray,
  type NumberList,
  ndArray,
  ndArrayToList,
  type TensorData,
} from './documents/nd-array.js';
export { transcode } from './documents/transcode.js';
export {
  type Envelope,
  type EnvelopeDraft,
  MESSAGE_KINDS,
  type Message,
  type MessageKind,
  PROTOCOL_VERSION,
  type ProtocolVersion,
  type Route,
  type Status,
} from './envelope/envelope.js';
export { decodeEnvelope, encodeEnvelope } from './envelope/frames.js';
export { decodeHeader, encodeHeader, MAX_HEADER_BYTES } from './envelope/header-codec.js';
export { hasNonFinite } from './envelope/header-json.js';
export { payloadBytesOf } from './envelope/payload-bytes.js';
export { negotiateVersion, PROTOCOL_RANGE, type ProtocolRange } from './envelope/version.js';
export { codeOfGrpcStatus, codeOfHttpStatus } from './errors/codes-of-status.js';
export { decodeError, type EncodedError, encodeError } from './errors/encoded-error.js';
export { ERROR_CODES, type ErrorCode, type ErrorCodeInfo, RETIRED_ERROR_CODES } from './errors/error-codes.js';
export { errorOfStatus } from './errors/error-of-status.js';
export { type ErrorToStatusOptions, errorToStatus } from './errors/error-to-status.js';
export { isRuntimeError, RuntimeError, type RuntimeErrorOptions } from './errors/runtime-error.js';
export { decodeDataRequest, encodeDataRequest } from './jina/data-request.js';
export { decodeDataRequestList, encodeDataRequestList } from './jina/data-request-list.js';
export { decodeEndpoints, encodeEndpoints, type JinaEndpoints } from './jina/endpoints.js';
export { detectGeneration } from './jina/generation.js';
export { decodeJinaInfo, encodeJinaInfo, type JinaInfo } from './jina/jina-info.js';
export { JINA_METHODS, type JinaMethod } from './jina/methods.js';
export { type JinaRequestOptions, jinaRouteEndMs } from './jina/request-fields.js';
export { DEFAULT_ENDPOINT, DRY_RUN_ENDPOINT, RESULTS_KEY, WRITE_ENDPOINTS } from './jina/reserved-names.js';
export { decodeSingleDocumentRequest, encodeSingleDocumentRequest } from './jina/single-document-request.js';
export { decodeStatus, encodeStatus } from './jina/status.js';
export { decodeStruct, encodeStruct } from './jina/struct.js';
export { decodeJsonRequest } from './json-request/json-request.js';
export { decodeJsonResponse } from './json-request/json-response.js';
export { mapSchema } from './json-schema/map-schema.js';
export { isJsonObject, type JsonObject, type JsonValue } from './json-value.js';
export { newId } from './new-id.js';
export { wellFormed } from './wire/well-formed.js';
