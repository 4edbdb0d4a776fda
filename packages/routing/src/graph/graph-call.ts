import type { Envelope, EnvelopeDraft, JsonObject, Message, Route, Status } from '@zedflow/core-protocol';
import type { Clock } from '@zedflow/runtime-api';
import type { CompiledGraph, GraphStep } from './compile-graph.js';
import { type Documents, documentsOf, joinDocuments } from './documents.js';
import { ENTRY } from './graph-node.js';
import { collectResults, withResults } from './node-parameters.js';
import { nodeRequest } from './node-request.js';
import type { Visit } from './visit-plan.js';

/** One call on its way through a graph: what each node is sent, and what the caller gets back at the end. */
export class GraphCall {
  readonly #graph: CompiledGraph;
  readonly #request: Envelope;
  readonly #clock: Clock;
  readonly #startMs: number;
  readonly #routes: Route[] = [];
  /** What stands at each slot by now. */
  readonly #documents: Documents[];
  #results: JsonObject | undefined;
  #status: Status | undefined;

  constructor(graph: CompiledGraph, request: Message, clock: Clock) {
    this.#graph = graph;
    this.#request = request.envelope;
    this.#clock = clock;
    this.#startMs = clock.now();
    this.#documents = [documentsOf(request)];
  }

  /** A handler answered with an error: later nodes get no call and no route. */
  get hasFailed(): boolean {
    return this.#status !== undefined;
  }

  now(): number {
    return this.#clock.now();
  }

  requestFor(visit: Visit, kind: 'call' | 'open'): Message {
    return nodeRequest(this.#request, visit, kind, this.#inputOf(visit.step));
  }

  /** A skipped node has a route with a start and no end (Jina 3.34), and hands on what it got. */
  skipped(step: GraphStep, nowMs: number): void {
    this.#routes.push({ executor: step.node.name, startMs: nowMs });
    this.#documents[step.slot] = this.#inputOf(step);
  }

  /** Takes over a node's answer: documents, results, error. */
  answered(step: GraphStep, startMs: number, endMs: number, answer: Message): void {
    this.#handOn(step, answer);
    this.finished(step, startMs, endMs, answer.envelope);
  }

  /** As `answered`, for a stream's end, whose documents went out as items; without an `answer` the stream was left. */
  finished(step: GraphStep, startMs: number, endMs: number, answer: Envelope | undefined): void {
    const executor = step.node.name;
    if (answer?.parameters !== undefined) this.#results = collectResults(this.#results, answer.parameters);
    if (answer?.status?.code === 'ERROR') {
      this.#status = answer.status;
      this.#routes.push({ executor, startMs, endMs, status: answer.status });
    } else this.#routes.push({ executor, startMs, endMs });
  }

  /** A call of its own for one item that `step` made of this one, for the steps after it. */
  forItem(step: GraphStep, item: Message): GraphCall {
    const call = new GraphCall(this.#graph, { envelope: this.#request, payloads: [] }, this.#clock);
    this.#documents.forEach((documents, slot) => {
      call.#documents[slot] = documents;
    });
    call.#handOn(step, item);
    return call;
  }

  /** Takes over what an item met: its documents, results and error; each node's route lasts from its first item to its last. */
  joinItem(item: GraphCall, routes: Map<string, Route>): void {
    item.#documents.forEach((documents, slot) => {
      this.#documents[slot] = documents;
    });
    this.#status = item.#status;
    if (item.#results !== undefined) this.#results = { ...this.#results, ...item.#results };
    for (const route of item.#routes) {
      const { startMs } = routes.get(route.executor) ?? route;
      routes.set(route.executor, startMs === undefined ? route : { ...route, startMs });
    }
  }

  addRoutes(routes: Iterable<Route>): void {
    this.#routes.push(...routes);
  }

  /** What the caller gets: its own parameters with the results, the route of the gateway first, no target. */
  reply(kind: 'reply' | 'end', nowMs: number): Message {
    const { requestId, endpoint, parameters } = this.#request;
    const gateway: Route = { executor: ENTRY, startMs: this.#startMs, endMs: nowMs };
    const routes = [gateway, ...this.#routes];
    const draft: EnvelopeDraft = { kind, sequence: 0, requestId, endpoint, targetExecutor: '', routes };
    const finalParameters = withResults(parameters, this.#results);
    if (finalParameters !== undefined) draft.parameters = finalParameters;
    if (this.#status !== undefined) draft.status = this.#status;
    return kind === 'end' ? { envelope: draft, payloads: [] } : this.#withDocuments(draft);
  }

  /** One document of a stream. */
  item(): Message {
    const { requestId, endpoint } = this.#request;
    return this.#withDocuments({ kind: 'item', sequence: 0, requestId, endpoint });
  }

  #inputOf({ needs }: GraphStep): Documents {
    if (needs.length === 1) return this.#documents[needs[0] as number] as Documents;
    return joinDocuments(needs.map((need) => this.#documents[need] as Documents));
  }

  #handOn(step: GraphStep, { envelope, payloads }: Message): void {
    // An answer without documents does not say how they would be written.
    const contentType = envelope.contentType ?? this.#inputOf(step).contentType;
    this.#documents[step.slot] = { payloads, contentType, parts: envelope.parts, origin: step.route };
  }

  /** The documents of the exit, or of the last step before it that an error let come to its end. */
  #withDocuments(draft: EnvelopeDraft): Message {
    const { payloads, contentType, parts } = (this.#documents[this.#graph.exit] ?? this.#documents.at(-1)) as Documents;
    if (contentType !== undefined) draft.contentType = contentType;
    if (parts !== undefined) draft.parts = parts;
    return { envelope: draft, payloads };
  }
}
