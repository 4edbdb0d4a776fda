import { type Envelope, type Message, type Route, RuntimeError } from '@zedflow/core-protocol';
import { type CallOptions, type CallService, type Clock, isAborted, SYSTEM_CLOCK } from '@zedflow/runtime-api';
import { asError } from '../deployment/limited-attempt.js';
import { assertLine } from './assert-line.js';
import { type CompiledGraph, compileGraph } from './compile-graph.js';
import { GraphCall } from './graph-call.js';
import type { GraphNode } from './graph-node.js';
import { type Visit, type VisitPlan, VisitPlans } from './visit-plan.js';

/** Options of {@link createGraphRouter}. */
export interface GraphRouterOptions {
  readonly nodes: readonly GraphNode[];
  readonly clock?: Clock;
}

/** A whole graph as one {@link CallService}. */
export interface GraphRouter extends CallService {
  /** Names of the nodes in the order in which a call visits them. */
  readonly order: readonly string[];
}

/**
 * Routes calls through a graph of nodes and answers as Jina 3.34 does: nodes without the endpoint (and without `/default`)
 * and nodes that `targetExecutor` does not match are skipped; parameters may be aimed at a node (`node__key`,
 * `{ node: {} }`); results objects are collected under `__results__`; the reply has the client's own parameters and one
 * route per node with its times, `gateway` first; a handler's error ends the chain.
 *
 * Throws `flow_invalid` for a graph that can never run, `config_unsupported` for one that is not a line. Calls reject with
 * `invalid_argument` for a bad `targetExecutor`, and with what the nodes' services reject with.
 */
export function createGraphRouter(options: GraphRouterOptions): GraphRouter {
  const graph = compileGraph(options.nodes);
  assertLine(graph);
  return new CompiledGraphRouter(graph, options.clock ?? SYSTEM_CLOCK);
}

/** Goes through the steps of a compiled graph in their order, whatever its form; two branches run one after the other. */
export class CompiledGraphRouter implements GraphRouter {
  readonly order: readonly string[];
  readonly #graph: CompiledGraph;
  readonly #clock: Clock;
  readonly #plans: VisitPlans;

  constructor(graph: CompiledGraph, clock: Clock) {
    this.order = graph.steps.map(({ node }) => node.name);
    this.#graph = graph;
    this.#clock = clock;
    this.#plans = new VisitPlans(graph);
  }

  async call(request: Message, options?: CallOptions): Promise<Message> {
    const plan = this.#planOf(request);
    const call = new GraphCall(this.#graph, request, this.#clock);
    const endMs = await this.#walk(call, plan, 0, plan.length, options);
    return call.reply('reply', endMs);
  }

  async *stream(request: Message, options?: CallOptions): AsyncGenerator<Message, void, undefined> {
    const plan = this.#planOf(request);
    const call = new GraphCall(this.#graph, request, this.#clock);
    const source = streamingVisit(plan, request.envelope.endpoint);
    if (source === undefined) {
      // Nobody to call: the document itself is the stream, as an empty graph echoes a plain call.
      if (request.payloads.length > 0) yield call.item();
      yield call.reply('end', await this.#walk(call, plan, 0, plan.length, options));
      return;
    }
    await this.#walk(call, plan, 0, source.step.slot - 1, options);
    if (!call.hasFailed) yield* this.#streamFrom(call, plan, source, options);
    yield call.reply('end', call.now());
  }

  /** `source` streams; each of its items goes through the steps after it before the next is asked for. */
  async *#streamFrom(
    call: GraphCall,
    plan: VisitPlan,
    source: Visit,
    options: CallOptions | undefined,
  ): AsyncGenerator<Message, void, undefined> {
    const { step } = source;
    const startMs = call.now();
    const laterRoutes = new Map<string, Route>();
    let end: Envelope | undefined;
    for await (const message of step.node.service.stream(call.requestFor(source, 'open'), options)) {
      if (message.envelope.kind === 'end') {
        end = message.envelope;
        continue;
      }
      const item = call.forItem(step, message);
      await this.#walk(item, plan, step.slot, plan.length, options);
      call.joinItem(item, laterRoutes);
      if (call.hasFailed) break;
      yield call.item();
    }
    call.finished(step, startMs, call.now(), end);
    call.addRoutes(laterRoutes.values());
  }

  /** Goes through `plan` from index `from` up to, not including, `to`, until a node answers with an error. Resolves with the time of its end. */
  async #walk(call: GraphCall, plan: VisitPlan, from: number, to: number, options: CallOptions | undefined): Promise<number> {
    let nowMs = call.now();
    for (let index = from; index < to && !call.hasFailed; index++) {
      const visit = plan[index] as Visit;
      const { step } = visit;
      if (!visit.isCalled) {
        call.skipped(step, nowMs);
        continue;
      }
      if (isAborted(options)) throw asError(options?.signal?.reason);
      const startMs = nowMs;
      const answer = await step.node.service.call(call.requestFor(visit, 'call'), options);
      nowMs = call.now();
      call.answered(step, startMs, nowMs, answer);
    }
    return nowMs;
  }

  #planOf({ envelope }: Message): VisitPlan {
    return this.#plans.planOf(envelope.endpoint, envelope.targetExecutor);
  }
}

/** Who makes the stream: the node whose endpoint is a generator, else the last that is called; undefined = none is. */
function streamingVisit(plan: VisitPlan, endpoint: string): Visit | undefined {
  const generators = plan.filter(({ streams }) => streams);
  if (generators.length > 1) {
    const nodes = generators.map(({ step }) => step.node.name);
    const names = nodes.map((name) => `'${name}'`).join(' and ');
    throw new RuntimeError(
      'config_unsupported',
      `${names} both answer '${endpoint}' with a generator: one node of a graph may stream in this version`,
      { details: { endpoint, nodes } },
    );
  }
  return generators[0] ?? plan.findLast(({ isCalled }) => isCalled);
}
