import { Readable } from 'node:stream';
import { type ContentType, type Message, RuntimeError } from '@zedflow/core-protocol';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { Agent, type Dispatcher } from 'undici';
import type { ResolvedClientOptions } from '../client-options.js';
import { decodeHttpReply, decodeSseItem, encodeHttpRequest } from './http-body.js';
import { type ServerPaths, serverPaths } from './server-paths.js';
import type { SendOptions, Session, SessionOptions, Transport } from './transport.js';

/** Milliseconds that `/openapi.json` may take. */
const PAGE_MS = 10_000;

/** HTTP in Jina's JSON. Which path a request goes to is told by the server's `/openapi.json`, which is read once. */
export class HttpTransport implements Transport {
  readonly contentType: ContentType = 'json';
  readonly #agent: Agent;
  readonly #origin: string;
  readonly #headers: Readonly<Record<string, string>>;
  #paths: Promise<ServerPaths> | undefined;

  constructor({ host, port, tls, headers, maxMessageBytes }: ResolvedClientOptions) {
    this.#origin = `${tls === undefined ? 'http' : 'https'}://${host}:${port}`;
    this.#headers = headers;
    this.#agent = new Agent({
      maxResponseSize: maxMessageBytes,
      // Deadlines are the caller's: the library must not end a long call by itself.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { ...tls },
    });
  }

  open({ headers }: SessionOptions): Session {
    const closed = new AbortController();
    return {
      send: (request, { signal }) => this.#send(request, headers, AbortSignal.any([signal, closed.signal])),
      close: () => closed.abort(new RuntimeError('cancelled', 'the caller left')),
    };
  }

  async *streamDoc(request: Message, { signal }: SendOptions): AsyncGenerator<Message> {
    const { endpoint, parameters, targetExecutor, headers = {} } = request.envelope;
    // Jina takes the document's own fields as the body of a GET, which leaves no room for anything else.
    const isBare = parameters === undefined && targetExecutor === undefined;
    if (!isBare && !(await this.#pathsOf(signal)).streams.has(endpoint)) throw noParameters(endpoint, this.#origin);
    const body = isBare ? soleDocument(request.payloads[0]) : encodeHttpRequest(request);
    const allHeaders = { ...headers, ...timeoutHeader(request) };
    const reply = await this.#request(isBare ? 'GET' : 'POST', endpoint, body, allHeaders, signal, 'text/event-stream');
    if (reply.statusCode !== 200) {
      yield decodeHttpReply(request, reply.statusCode, await this.#read(reply.body, signal), this.#origin);
      return;
    }
    const text = Readable.toWeb(reply.body) as ReadableStream<Uint8Array<ArrayBuffer>>;
    const events = text.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    try {
      // The end event of Jina has no data, so a parser does not show it; a broken connection is an error of the body.
      for await (const { event, data } of events) {
        yield decodeSseItem(request, event ?? 'message', data);
      }
    } catch (error) {
      throw signal.aborted ? RuntimeError.from(signal.reason, 'cancelled') : RuntimeError.from(error, 'transport_lost');
    }
  }

  async isReady({ signal }: SendOptions): Promise<boolean> {
    try {
      const { statusCode, body } = await this.#request('GET', '/dry_run', undefined, {}, signal);
      const answer = (await body.json()) as { code?: unknown };
      return statusCode === 200 && answer.code === 0;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #send(request: Message, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Message> {
    const path = await this.#pathOf(request.envelope.endpoint, signal);
    const allHeaders = { ...headers, ...timeoutHeader(request) };
    const { statusCode, body } = await this.#request('POST', path, encodeHttpRequest(request), allHeaders, signal);
    return decodeHttpReply(request, statusCode, await this.#read(body, signal), this.#origin);
  }

  /** `/post` takes every endpoint; Jina with docarray 0.30 or later has no `/post` but a path for each endpoint. */
  async #pathOf(endpoint: string, signal: AbortSignal): Promise<string> {
    const { posts } = await this.#pathsOf(signal);
    if (posts.has('/post')) return '/post';
    return [endpoint, '/default'].find((path) => posts.has(path)) ?? '/post';
  }

  /** The page is read once for all calls: one that leaves must not end it for the others. */
  async #pathsOf(signal: AbortSignal): Promise<ServerPaths> {
    this.#paths ??= this.#readPaths(AbortSignal.timeout(PAGE_MS)).catch((error: unknown) => {
      this.#paths = undefined;
      throw error;
    });
    return unlessAborted(this.#paths, signal);
  }

  async #readPaths(signal: AbortSignal): Promise<ServerPaths> {
    const { statusCode, body } = await this.#request('GET', '/openapi.json', undefined, {}, signal);
    if (statusCode === 200) return serverPaths(await this.#read(body, signal));
    await body.dump();
    return serverPaths(undefined);
  }

  async #request(
    method: 'GET' | 'POST',
    path: string,
    body: Buffer | undefined,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
    accept = 'application/json',
  ): Promise<Dispatcher.ResponseData> {
    try {
      return await this.#agent.request({
        origin: this.#origin,
        path,
        method,
        headers: { accept, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...this.#headers, ...headers },
        body: body ?? null,
        signal,
      });
    } catch (error) {
      throw this.#lost(error, signal);
    }
  }

  async #read(body: Dispatcher.ResponseData['body'], signal: AbortSignal): Promise<Uint8Array> {
    try {
      return await body.bytes();
    } catch (error) {
      throw this.#lost(error, signal);
    }
  }

  #lost(error: unknown, signal: AbortSignal): RuntimeError {
    if (signal.aborted) return RuntimeError.from(signal.reason, 'cancelled');
    const reason = error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code || error.name : String(error);
    return new RuntimeError('unavailable', `${this.#origin}: ${reason}`, { cause: error, details: { origin: this.#origin } });
  }
}

/** The one document of a request, out of its JSON array. */
function soleDocument(payload: Uint8Array | undefined): Buffer {
  if (payload === undefined) return Buffer.from('{}');
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  return text.subarray(text.indexOf('[') + 1, text.lastIndexOf(']'));
}

/** Tells a Zedflow server the deadline; Jina's ignores it. */
function timeoutHeader({ envelope: { deadlineMs } }: Message): Readonly<Record<string, string>> {
  return deadlineMs === undefined ? {} : { 'x-request-timeout-ms': String(Math.max(1, Math.ceil(deadlineMs - Date.now()))) };
}

function noParameters(endpoint: string, origin: string): RuntimeError {
  return new RuntimeError(
    'config_unsupported',
    `streamDoc: ${origin} takes no parameters and no targetExecutor for ${endpoint}: it has no POST ${endpoint} that streams. Use protocol grpc`,
    { details: { endpoint, origin } },
  );
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(RuntimeError.from(signal.reason, 'cancelled'));
    signal.addEventListener('abort', leave, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    if (signal.aborted) leave();
  });
}
