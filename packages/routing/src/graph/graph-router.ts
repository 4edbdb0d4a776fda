import { type Envelope, type Message, type Route, RuntimeError } from '@zedflow/core-protocol';
import { type CallOptions, type CallService, type Clock, isAborted, SYSTEM_CLOCK } from '@zedflow/runtime-api';
import { asError } from '../deployment/limited-attempt.js';
import { GraphCall } from './graph-call.js';
import type { GraphNode } from './graph-node.js';
import { orderLinearGraph } from './linear-order.js';
import { TargetPatterns } from './target-pattern.js';
import { planVisits, streams } from './visit-plan.js';

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
  return new LinearGraphRouter(orderLinearGraph(options.nodes), options.clock ?? SYSTEM_CLOCK);
}

class LinearGraphRouter implements GraphRouter {
  readonly #nodes: readonly GraphNode[];
  readonly #clock: Clock;
  readonly #patterns = new TargetPatterns();

  constructor(nodes: readonly GraphNode[], clock: Clock) {
    this.#nodes = nodes;
    this.#clock = clock;
  }

  get order(): readonly string[] {
    return this.#nodes.map(({ name }) => name);
  }

  async call(request: Message, options?: CallOptions): Promise<Message> {
    const call = new GraphCall(request, this.#clock);
    const visits = this.#plan(request);
    await this.#walk(call, visits, 0, this.#nodes.length, visits.lastIndexOf(true), options);
    return call.reply('reply');
  }

  async *stream(request: Message, options?: CallOptions): AsyncGenerator<Message, void, undefined> {
    const call = new GraphCall(request, this.#clock);
    const visits = this.#plan(request);
    const last = visits.lastIndexOf(true);
    const at = this.#streamingNode(request.envelope.endpoint, visits, last);
    if (at < 0) {
      // Nobody to call: the document itself is the stream, as an empty graph echoes a plain call.
      if (call.payloads.length > 0) yield call.item();
      await this.#walk(call, visits, 0, this.#nodes.length, last, options);
      yield call.reply('end');
      return;
    }
    await this.#walk(call, visits, 0, at, last, options);
    if (!call.hasFailed) yield* this.#streamFrom(call, visits, at, last, options);
    yield call.reply('end');
  }

  /** The node at `at` streams; each of its items goes through the nodes after it before the next is asked for. */
  async *#streamFrom(
    call: GraphCall,
    visits: readonly boolean[],
    at: number,
    last: number,
    options: CallOptions | undefined,
  ): AsyncGenerator<Message, void, undefined> {
    const node = this.#nodes[at] as GraphNode;
    const startMs = call.now();
    const laterRoutes = new Map<string, Route>();
    let end: Envelope | undefined;
    for await (const message of node.service.stream(call.requestFor(node, 'open', at === last), options)) {
      if (message.envelope.kind === 'end') {
        end = message.envelope;
        continue;
      }
      const item = call.forItem(message);
      await this.#walk(item, visits, at + 1, this.#nodes.length, last, options);
      call.joinItem(item, laterRoutes);
      if (call.hasFailed) break;
      yield call.item();
    }
    call.finished(node, startMs, end);
    call.addRoutes(laterRoutes.values());
  }

  /** Calls the visited nodes from `from` up to, not including, `to`, until one answers with an error. */
  async #walk(
    call: GraphCall,
    visits: readonly boolean[],
    from: number,
    to: number,
    last: number,
    options: CallOptions | undefined,
  ): Promise<void> {
    for (let index = from; index < to && !call.hasFailed; index++) {
      const node = this.#nodes[index] as GraphNode;
      if (!visits[index]) {
        call.skipped(node);
        continue;
      }
      if (isAborted(options)) throw asError(options?.signal?.reason);
      const startMs = call.now();
      call.answered(node, startMs, await node.service.call(call.requestFor(node, 'call', index === last), options));
    }
  }

  #plan({ envelope }: Message): readonly boolean[] {
    const { targetExecutor, endpoint } = envelope;
    return planVisits(this.#nodes, endpoint, targetExecutor ? this.#patterns.matcherOf(targetExecutor) : undefined);
  }

  /** Index of the node that makes the stream: the one whose endpoint is a generator, else the last that is visited; -1 = none is. */
  #streamingNode(endpoint: string, visits: readonly boolean[], last: number): number {
    const generators = this.#nodes
      .map((node, index) => (visits[index] && streams(node, endpoint) ? index : -1))
      .filter((index) => index >= 0);
    if (generators.length > 1) {
      const names = generators.map((index) => `'${this.#nodes[index]?.name}'`).join(' and ');
      throw new RuntimeError(
        'config_unsupported',
        `${names} both answer '${endpoint}' with a generator: one node of a graph may stream in this version`,
        {
          details: { endpoint, nodes: generators.map((index) => this.#nodes[index]?.name ?? '') },
        },
      );
    }
    return generators[0] ?? last;
  }
}
