import type { ContentType, Envelope, EnvelopeDraft, JsonObject, Message, Route, Status } from '@zedflow/core-protocol';
import type { Clock } from '@zedflow/runtime-api';
import { ENTRY, type GraphNode } from './graph-node.js';
import { collectResults, resolveNodeParameters, withResults } from './node-parameters.js';

/**
 * Between the nodes of a call that came as JSON: JSON where it says all, else a form that keeps the dtype of tensors; what a node of
 * Python Jina writes is passed on as it is. One object, so that envelopes stay alike.
 */
const ANY_FORM: readonly ContentType[] = Object.freeze<ContentType[]>(['json', 'jina/v2', 'jina/v1']);

const ENTRY_ROUTE: readonly Route[] = Object.freeze([{ executor: ENTRY }]);
const nodeRoutes = new WeakMap<GraphNode, readonly Route[]>();

/** The route that names a node: one object for all calls, as with {@link ANY_FORM}. */
function routeOf(node: GraphNode): readonly Route[] {
  let route = nodeRoutes.get(node);
  if (route === undefined) {
    route = Object.freeze([{ executor: node.name }]);
    nodeRoutes.set(node, route);
  }
  return route;
}

/** One call on its way through a linear graph: what each node is sent, and what the caller gets back at the end. */
export class GraphCall {
  readonly #request: Envelope;
  readonly #clock: Clock;
  readonly #startMs: number;
  readonly #routes: Route[] = [];
  #results: JsonObject | undefined;
  #status: Status | undefined;
  #origin = ENTRY_ROUTE;
  #acceptBetween: readonly ContentType[] | undefined;
  /** The documents as they are now, and how they are written. */
  payloads: readonly Uint8Array[];
  contentType: ContentType | undefined;

  constructor(request: Message, clock: Clock) {
    this.#request = request.envelope;
    this.#clock = clock;
    this.#startMs = clock.now();
    this.payloads = request.payloads;
    this.contentType = request.envelope.contentType;
    if (this.contentType === 'json') this.#acceptBetween = ANY_FORM;
  }

  /** A handler answered with an error: later nodes get no call and no route. */
  get hasFailed(): boolean {
    return this.#status !== undefined;
  }

  /** The request for one node. Only the last one is told what the client reads: the others may answer in the form they got, or one that says more. */
  requestFor(node: GraphNode, kind: 'call' | 'open', isLast: boolean): Message {
    const { parameters, accept } = this.#request;
    const draft: EnvelopeDraft = {
      ...this.#request,
      kind,
      // Jina clears it, so that a Flow behind this one does not apply it again (Jina 3.34).
      targetExecutor: '',
      // Python nodes read the last route as the name of where the documents come from (Jina 3.34: `docs_map`).
      routes: this.#origin,
    };
    if (parameters !== undefined) draft.parameters = resolveNodeParameters(parameters, node.name);
    if (this.contentType === undefined) delete draft.contentType;
    else draft.contentType = this.contentType;
    if (!isLast) {
      if (this.#acceptBetween === undefined) delete draft.accept;
      else draft.accept = this.#acceptBetween;
    } else if ((accept === undefined || accept.length === 0) && this.#request.contentType !== undefined)
      draft.accept = [this.#request.contentType];
    this.#origin = routeOf(node);
    return { envelope: draft, payloads: this.payloads };
  }

  /** A skipped node has a route with a start and no end (Jina 3.34). */
  skipped(node: GraphNode): void {
    this.#routes.push({ executor: node.name, startMs: this.#clock.now() });
  }

  /** Takes over a node's answer: documents, results, error. `startMs` is when the node was called. */
  answered(node: GraphNode, startMs: number, answer: Message): void {
    this.payloads = answer.payloads;
    this.contentType = answer.envelope.contentType ?? this.contentType;
    this.finished(node, startMs, answer.envelope);
  }

  /** As `answered`, for a stream's end, whose documents went out as items; without an `answer` the stream was left. */
  finished(node: GraphNode, startMs: number, answer: Envelope | undefined): void {
    this.#results = collectResults(this.#results, answer?.parameters);
    const route: Route = { executor: node.name, startMs, endMs: this.#clock.now() };
    if (answer?.status?.code === 'ERROR') {
      this.#status = answer.status;
      this.#routes.push({ ...route, status: answer.status });
    } else this.#routes.push(route);
  }

  /** A call of its own for one item of this stream, for the nodes after the one that streams. */
  forItem(item: Message): GraphCall {
    const contentType = item.envelope.contentType ?? this.contentType;
    const envelope = contentType === undefined ? this.#request : { ...this.#request, contentType };
    const call = new GraphCall({ envelope, payloads: item.payloads }, this.#clock);
    call.#acceptBetween = this.#acceptBetween;
    return call;
  }

  /** Takes over what an item met: its documents, results and error; each node's route lasts from its first item to its last. */
  joinItem(item: GraphCall, routes: Map<string, Route>): void {
    this.payloads = item.payloads;
    this.contentType = item.contentType;
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

  now(): number {
    return this.#clock.now();
  }

  /** What the caller gets: its own parameters with the results, the route of the gateway first, no target. */
  reply(kind: 'reply' | 'end'): Message {
    const { requestId, endpoint, parameters } = this.#request;
    const gateway: Route = { executor: ENTRY, startMs: this.#startMs, endMs: this.#clock.now() };
    const draft: EnvelopeDraft = {
      kind,
      sequence: 0,
      requestId,
      endpoint,
      targetExecutor: '',
      routes: [gateway, ...this.#routes],
    };
    const finalParameters = withResults(parameters, this.#results);
    if (finalParameters !== undefined) draft.parameters = finalParameters;
    if (this.#status !== undefined) draft.status = this.#status;
    if (kind === 'end') return { envelope: draft, payloads: [] };
    if (this.contentType !== undefined) draft.contentType = this.contentType;
    return { envelope: draft, payloads: this.payloads };
  }

  /** One document of a stream. */
  item(): Message {
    const { requestId, endpoint } = this.#request;
    const envelope: Envelope = { kind: 'item', sequence: 0, requestId, endpoint };
    return {
      envelope: this.contentType === undefined ? envelope : { ...envelope, contentType: this.contentType },
      payloads: this.payloads,
    };
  }
}
