import { DRY_RUN_ENDPOINT } from '@zedflow/core-protocol';
import { answeringEndpoint } from '@zedflow/runtime-api';
import type { CompiledGraph, GraphStep } from './compile-graph.js';
import type { GraphNode } from './graph-node.js';
import { TargetPatterns } from './target-pattern.js';

/** What a call of one endpoint and target does at one step. */
export interface Visit {
  readonly step: GraphStep;
  /** False = the step is skipped, and hands on what it got. */
  readonly isCalled: boolean;
  /** No step that is called comes after it: it answers in the form that the client reads. */
  readonly isFinal: boolean;
  /** Its endpoint is a generator. */
  readonly streams: boolean;
}

/** What a call of one endpoint and target does at each step, in order. */
export type VisitPlan = readonly Visit[];

interface CachedPlan {
  readonly plan: VisitPlan;
  /** What the nodes said of themselves when the plan was made. */
  readonly descriptions: readonly ReturnType<GraphNode['describe']>[];
}

/** Plans that are kept. Clients choose endpoints and targets: with more than that all are forgotten. */
const MAX_CACHED = 1024;
/** Longer endpoints are planned anew each time: a client must not fill the memory with them. */
const MAX_CACHED_LENGTH = 256;

/** The plans of one graph, made once for each endpoint and target, and again when a node says something new of itself. */
export class VisitPlans {
  readonly #steps: readonly GraphStep[];
  readonly #patterns = new TargetPatterns();
  /** By target, then by endpoint. */
  readonly #cache = new Map<string, Map<string, CachedPlan>>();
  #cached = 0;

  constructor(graph: CompiledGraph) {
    this.#steps = graph.steps;
  }

  /** Throws `invalid_argument` for a target that is too long or not a pattern. */
  planOf(endpoint: string, target = ''): VisitPlan {
    const known = this.#cache.get(target)?.get(endpoint);
    if (known !== undefined && this.#isUpToDate(known)) return known.plan;
    const made = this.#make(endpoint, target);
    if (endpoint.length <= MAX_CACHED_LENGTH) this.#keep(endpoint, target, made);
    return made.plan;
  }

  #isUpToDate({ descriptions }: CachedPlan): boolean {
    let index = 0;
    for (const { node } of this.#steps) if (node.describe() !== descriptions[index++]) return false;
    return true;
  }

  #keep(endpoint: string, target: string, made: CachedPlan): void {
    if (this.#cached >= MAX_CACHED) {
      this.#cache.clear();
      this.#cached = 0;
    }
    let byEndpoint = this.#cache.get(target);
    if (byEndpoint === undefined) {
      byEndpoint = new Map();
      this.#cache.set(target, byEndpoint);
    }
    if (!byEndpoint.has(endpoint)) this.#cached++;
    byEndpoint.set(endpoint, made);
  }

  #make(endpoint: string, target: string): CachedPlan {
    const matches = target === '' ? undefined : this.#patterns.matcherOf(target);
    const descriptions = this.#steps.map(({ node }) => node.describe());
    const answering = descriptions.map((description) => description && answeringEndpoint(description.endpoints, endpoint));
    // A node is called if it has the endpoint or `/default`, or has not said yet what it has.
    const isCalled = this.#steps.map(
      ({ node }, index) =>
        (matches?.(node.name) ?? true) &&
        (endpoint === DRY_RUN_ENDPOINT || descriptions[index] === undefined || answering[index] !== undefined),
    );
    const leadsOn = new Array<boolean>(this.#steps.length).fill(false);
    for (const { feeds, slot } of [...this.#steps].reverse()) {
      leadsOn[slot - 1] = feeds.some((next) => isCalled[next - 1] || leadsOn[next - 1]);
    }
    const plan = this.#steps.map(
      (step, index): Visit => ({
        step,
        isCalled: isCalled[index] === true,
        isFinal: isCalled[index] === true && !leadsOn[index],
        streams: isCalled[index] === true && answering[index]?.stream === true,
      }),
    );
    return { plan, descriptions };
  }
}
