import { type Envelope, errorOfStatus, type JsonObject, type Message, newId, type Status } from '@zedflow/core-protocol';
import { type CallService, type Clock, ServerCall } from '@zedflow/runtime-api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { singleHeaders, timeoutOf } from '../calls/caller-headers.js';
import { callerOf } from '../web/caller-of.js';
import { jsonPayload } from '../web/reply-json.js';
import { pathOf } from '../web/request-path.js';
import type { RouteInput, RouteOutput, RouteRequest } from './route.js';

/** A request to a page, made from Fastify's. */
export class PageRequest extends ServerCall implements RouteRequest {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly #url: string;
  readonly #service: CallService;
  readonly #deadlineMs: number | undefined;

  /** Throws `invalid_argument` for a timeout that is none. */
  constructor(request: FastifyRequest, reply: FastifyReply, protocol: 'http' | 'websocket', service: CallService, clock: Clock) {
    super(callerOf(request.raw.socket, protocol));
    this.method = request.method;
    this.path = pathOf(request.url);
    this.params = request.params as Record<string, string>;
    this.headers = singleHeaders(request.headers);
    this.body = request.body instanceof Uint8Array ? request.body : new Uint8Array(0);
    this.#url = request.url;
    this.#service = service;
    const timeoutMs = timeoutOf(request.headers);
    this.#deadlineMs = timeoutMs === undefined ? undefined : clock.now() + timeoutMs;
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) this.leave();
    });
  }

  get query(): URLSearchParams {
    const start = this.#url.indexOf('?');
    return new URLSearchParams(start === -1 ? '' : this.#url.slice(start + 1));
  }

  async post(endpoint: string, input: RouteInput = {}): Promise<RouteOutput> {
    const answer = await this.#service.call(this.#messageOf('call', endpoint, input), this);
    assertAnswered(answer.envelope.status);
    return { data: documentsOf(answer), parameters: answer.envelope.parameters ?? {} };
  }

  async *stream(endpoint: string, input: RouteInput = {}): AsyncIterable<JsonObject> {
    for await (const message of this.#service.stream(this.#messageOf('open', endpoint, input), this)) {
      assertAnswered(message.envelope.status);
      if (message.envelope.kind === 'item') yield* documentsOf(message);
    }
  }

  #messageOf(kind: 'call' | 'open', endpoint: string, { data = [], parameters }: RouteInput): Message {
    const { headers } = this;
    const envelope: Envelope = {
      kind,
      sequence: 0,
      requestId: newId(),
      endpoint,
      contentType: 'json',
      accept: ['json'],
      headers,
      ...(parameters && { parameters }),
      ...(this.#deadlineMs !== undefined && { deadlineMs: this.#deadlineMs }),
      ...(headers['traceparent'] !== undefined && { traceparent: headers['traceparent'] }),
    };
    return { envelope, payloads: [Buffer.from(JSON.stringify(data))] };
  }
}

function assertAnswered(status: Status | undefined): void {
  if (status?.code === 'ERROR') throw errorOfStatus(status);
}

function documentsOf(message: Message): JsonObject[] {
  const payload = jsonPayload(message);
  if (payload === undefined) return [];
  const documents = JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString()) as JsonObject | JsonObject[];
  return Array.isArray(documents) ? documents : [documents];
}
