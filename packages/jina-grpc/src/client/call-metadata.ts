import { Metadata } from '@grpc/grpc-js';
import type { Envelope } from '@zedflow/core-protocol';
import { WANTS_ERRORS_KEY } from '../grpc-status.js';

/** Endpoints whose metadata is kept ready. */
const MAX_ENDPOINTS = 256;

/**
 * Metadata of calls to one peer. Jina 3.34: the static ones of the Deployment, then `endpoint`, by which a head picks its
 * polling; what a client sent itself is not passed on.
 */
export class CallMetadata {
  readonly #fixed: Readonly<Record<string, string>>;
  readonly #ofEndpoint = new Map<string, Metadata>();

  constructor(fixed: Readonly<Record<string, string>>) {
    this.#fixed = fixed;
  }

  of(envelope: Pick<Envelope, 'endpoint' | 'traceparent'>): Metadata {
    const { endpoint, traceparent } = envelope;
    if (traceparent === undefined) return this.#ofEndpointOnly(endpoint);
    const metadata = this.#create(endpoint);
    metadata.set('traceparent', traceparent);
    return metadata;
  }

  #ofEndpointOnly(endpoint: string): Metadata {
    let metadata = this.#ofEndpoint.get(endpoint);
    if (metadata === undefined) {
      metadata = this.#create(endpoint);
      if (this.#ofEndpoint.size < MAX_ENDPOINTS) this.#ofEndpoint.set(endpoint, metadata);
    }
    return metadata;
  }

  #create(endpoint: string): Metadata {
    const metadata = new Metadata();
    metadata.set(WANTS_ERRORS_KEY, '1');
    for (const [name, value] of Object.entries(this.#fixed)) metadata.set(name, value);
    // Metadata is ASCII; an endpoint is any text, and no peer needs the odd ones.
    if (endpoint !== '' && /^[\x20-\x7e]+$/.test(endpoint)) metadata.set('endpoint', endpoint);
    return metadata;
  }
}
