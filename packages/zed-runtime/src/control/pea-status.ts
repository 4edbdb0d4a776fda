import type { JsonObject } from '@zedflow/core-protocol';
import type { PeaDescription } from '@zedflow/runtime-api';
import { PEER_VERSIONS } from '../actor/peer-versions.js';

/** What one incarnation of a Pea tells of itself, at any time: it is kept on a thread that no handler can block. */
export class PeaStatus {
  state: 'starting' | 'ready' | 'draining' = 'starting';
  /** Once it is loaded. */
  description: PeaDescription | undefined;
  /** The actor counts in it the calls that its Executor has. */
  readonly load = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  readonly #name: string;
  readonly #startedAtMs = performance.now();

  constructor(name: string) {
    this.#name = name;
  }

  /** The answer to `status`. */
  toJson(): JsonObject {
    const { description } = this;
    return {
      pea: this.#name,
      state: this.state,
      inFlight: Atomics.load(new Int32Array(this.load), 0),
      pid: process.pid,
      uptimeMs: Math.round(performance.now() - this.#startedAtMs),
      versions: PEER_VERSIONS,
      ...(description && {
        executor: description.executor,
        endpoints: description.endpoints.map(({ name }) => name),
        protocol: { min: { ...description.protocol.min }, max: { ...description.protocol.max } },
      }),
    };
  }
}
