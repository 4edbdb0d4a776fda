import { type ServiceDefinition, type sendUnaryData, status, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { decodeHealthRequest, encodeHealthResponse, HEALTH_METHODS, type ServingState } from '@zedflow/core-protocol/grpc';
import { bytesMethod, LISTED_SERVICES } from '../service-definitions.js';
import type { UnaryCall, WritableCall } from './grpc-call.js';

const KNOWN = new Set(['', ...LISTED_SERVICES]);

export const HEALTH_DEFINITION: ServiceDefinition = {
  [HEALTH_METHODS.check.rpc]: bytesMethod(HEALTH_METHODS.check),
  [HEALTH_METHODS.watch.rpc]: bytesMethod(HEALTH_METHODS.watch),
};

/**
 * `grpc.health.v1.Health`. Jina 3.34: `''` and every listed name are SERVING after start; others, also the health service
 * itself, are NOT_FOUND for `Check`.
 */
export class HealthService {
  readonly #watchers = new Map<WritableCall, boolean>();
  #state: ServingState = 'NOT_SERVING';

  readonly implementation: UntypedServiceImplementation = {
    [HEALTH_METHODS.check.rpc]: (call: UnaryCall, answer: sendUnaryData<Uint8Array>) => this.#check(call, answer),
    [HEALTH_METHODS.watch.rpc]: (call: WritableCall) => this.#watch(call),
  };

  /** Tells everyone who asks or watches. */
  set(state: 'SERVING' | 'NOT_SERVING'): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const [watcher, isKnown] of this.#watchers) {
      if (isKnown) watcher.write(encodeHealthResponse(state));
    }
  }

  /** Ends the watches: they would hold a stop for ever. */
  close(): void {
    for (const watcher of this.#watchers.keys()) watcher.end();
    this.#watchers.clear();
  }

  #check(call: UnaryCall, answer: sendUnaryData<Uint8Array>): void {
    const service = serviceOf(call.request);
    if (service === undefined) answer({ code: status.INVALID_ARGUMENT, details: 'the bytes are not a HealthCheckRequest' });
    else if (KNOWN.has(service)) answer(null, encodeHealthResponse(this.#state));
    else
      answer({ code: status.NOT_FOUND, details: `no service ${JSON.stringify(service.slice(0, 200))} here; '' asks for the whole server` });
  }

  #watch(call: WritableCall): void {
    const service = serviceOf(call.request);
    if (service === undefined) {
      call.emit('error', { code: status.INVALID_ARGUMENT, details: 'the bytes are not a HealthCheckRequest' });
      return;
    }
    const isKnown = KNOWN.has(service);
    // A watch of an unknown name stays open by the protocol of the service: the name may come.
    this.#watchers.set(call, isKnown);
    call.once('cancelled', () => this.#watchers.delete(call));
    call.write(encodeHealthResponse(isKnown ? this.#state : 'SERVICE_UNKNOWN'));
  }
}

function serviceOf(request: Uint8Array): string | undefined {
  try {
    return decodeHealthRequest(request);
  } catch {
    return undefined;
  }
}
