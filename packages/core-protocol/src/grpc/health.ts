import { grpc } from '../../gen/grpc.js';
import { toProtocolError } from '../errors/protocol-error.js';

/** States of gRPC's health service; the index is the number on the wire. */
export const SERVING_STATES = ['UNKNOWN', 'SERVING', 'NOT_SERVING', 'SERVICE_UNKNOWN'] as const;

/** One of {@link SERVING_STATES}. */
export type ServingState = (typeof SERVING_STATES)[number];

/** The methods of `grpc.health.v1.Health`. */
export const HEALTH_METHODS = {
  check: {
    service: 'grpc.health.v1.Health',
    rpc: 'Check',
    path: '/grpc.health.v1.Health/Check',
    requestStream: false,
    responseStream: false,
  },
  watch: {
    service: 'grpc.health.v1.Health',
    rpc: 'Watch',
    path: '/grpc.health.v1.Health/Watch',
    requestStream: false,
    responseStream: true,
  },
} as const;

/** The bytes of a `HealthCheckRequest`; the empty name asks for the whole server. */
export function encodeHealthRequest(service: string): Uint8Array {
  return grpc.health.v1.HealthCheckRequest.encode(service === '' ? {} : { service }).finish();
}

/** The service that a `HealthCheckRequest` asks for. Throws `protocol_malformed`. */
export function decodeHealthRequest(bytes: Uint8Array): string {
  try {
    return grpc.health.v1.HealthCheckRequest.decode(bytes).service;
  } catch (thrown) {
    throw toProtocolError(thrown, 'grpc.health.v1.HealthCheckRequest');
  }
}

/** The bytes of a `HealthCheckResponse`. */
export function encodeHealthResponse(state: ServingState): Uint8Array {
  const status = SERVING_STATES.indexOf(state);
  return grpc.health.v1.HealthCheckResponse.encode(status === 0 ? {} : { status }).finish();
}

/** The state of a `HealthCheckResponse`; a number of a newer version is UNKNOWN. Throws `protocol_malformed`. */
export function decodeHealthResponse(bytes: Uint8Array): ServingState {
  try {
    return SERVING_STATES[grpc.health.v1.HealthCheckResponse.decode(bytes).status] ?? 'UNKNOWN';
  } catch (thrown) {
    throw toProtocolError(thrown, 'grpc.health.v1.HealthCheckResponse');
  }
}
