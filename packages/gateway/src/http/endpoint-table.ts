import { DRY_RUN_ENDPOINT } from '@zedflow/core-protocol';
import type { Clock, EndpointDescription, FlowDescription } from '@zedflow/runtime-api';
import type { RequestShape } from './read-request.js';

/** How long a look at the Flow's description is good for. */
const FRESH_MS = 1000;

/** One endpoint of the Flow: what the first node takes and what the last node gives. */
export interface FlowEndpoint {
  /** As Executors name it: `/search`. */
  readonly name: string;
  /** Of the URL: `/search`. */
  readonly path: string;
  readonly stream: boolean;
  /** It changes things, so a page or a link must not reach it by GET. */
  readonly write: boolean;
  readonly first: EndpointDescription;
  readonly last: EndpointDescription;
  /** How its route reads requests. */
  readonly shape: RequestShape;
}

/** The endpoints of a Flow by URL path. Asks the Flow again at most once a second, as Executors may be replaced while it runs. */
export class EndpointTable {
  readonly #describe: () => FlowDescription;
  readonly #clock: Clock;
  #byPath: ReadonlyMap<string, FlowEndpoint> = new Map();
  #untilMs = Number.NEGATIVE_INFINITY;

  constructor(describe: () => FlowDescription, clock: Clock) {
    this.#describe = describe;
    this.#clock = clock;
  }

  get(path: string): FlowEndpoint | undefined {
    return this.#current().get(path);
  }

  all(): readonly FlowEndpoint[] {
    return [...this.#current().values()];
  }

  #current(): ReadonlyMap<string, FlowEndpoint> {
    const nowMs = this.#clock.now();
    if (nowMs < this.#untilMs) return this.#byPath;
    this.#byPath = endpointsOf(this.#describe());
    this.#untilMs = nowMs + FRESH_MS;
    return this.#byPath;
  }
}

export function endpointsOf({ nodes }: FlowDescription): ReadonlyMap<string, FlowEndpoint> {
  const byPath = new Map<string, FlowEndpoint>();
  for (const { endpoints } of nodes) {
    for (const endpoint of endpoints) {
      // The readiness check has no route of its own.
      if (endpoint.name === DRY_RUN_ENDPOINT) continue;
      const path = `/${endpoint.name.replace(/^\/+|\/+$/g, '')}`;
      const known = byPath.get(path);
      byPath.set(path, {
        name: endpoint.name,
        path,
        stream: endpoint.stream || (known?.stream ?? false),
        write: endpoint.write || (known?.write ?? false),
        first: known?.first ?? endpoint,
        last: endpoint,
        shape: { endpoint: endpoint.name, generation: 'v2' },
      });
    }
  }
  return byPath;
}
