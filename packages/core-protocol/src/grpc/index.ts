/**
 * Codecs of the standard gRPC services that Jina peers expect beside Jina's own: health and reflection v1alpha.
 *
 * @packageDocumentation
 */
export {
  decodeHealthRequest,
  decodeHealthResponse,
  encodeHealthRequest,
  encodeHealthResponse,
  HEALTH_METHODS,
  SERVING_STATES,
  type ServingState,
} from './health.js';
export {
  decodeReflectionRequest,
  decodeReflectionResponse,
  encodeReflectionRequest,
  encodeReflectionResponse,
  REFLECTION_METHOD,
  type ReflectionAnswer,
  type ReflectionQuery,
  type ReflectionRequest,
} from './reflection.js';
