import { setTimeout as sleep } from 'node:timers/promises';
import { type Document, encodeDocuments, errorOfStatus, type JsonObject, type Message, newId, RuntimeError } from '@zedflow/core-protocol';
import { boundedMap } from './bounded-map.js';
import { checkCall } from './check-call.js';
import { lowerCaseNames, type ResolvedClientOptions } from './client-options.js';
import { ClientResponse } from './client-response.js';
import { type Profile, profileOf } from './profile.js';
import { type Inputs, requestBatches, toDocument } from './request-batches.js';
import { type RetryOptions, retryDelayMs } from './retry-delay.js';
import type { Session, Transport } from './transport/transport.js';

/** Options of one call. */
export interface CallRequestOptions {
  readonly parameters?: JsonObject;
  /** Pattern of node names, matched from the start of the name; other nodes are skipped. */
  readonly targetExecutor?: string;
  /** Sent beside the request: HTTP headers or gRPC metadata. Not possible per call on WebSocket. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds for each request, retries apart. Default: none. */
  readonly timeoutMs?: number;
  /** Ends the whole call with `cancelled`. */
  readonly signal?: AbortSignal;
}

/** Options of {@link Client.post} and {@link Client.postStream}. */
export interface PostOptions extends CallRequestOptions, RetryOptions {
  /** Documents per request. Default 100. */
  readonly requestSize?: number;
  /** Requests under way or not yet taken by the consumer; the source is not read beyond. Default 100. */
  readonly maxInFlight?: number;
  /** Answers in the order of the inputs. Default true. */
  readonly resultsInOrder?: boolean;
  /** gRPC: all requests over one stream (default), or one RPC each. */
  readonly stream?: boolean;
}

/** What happens with answers as they come. An exception in a callback ends the call. */
export interface PostCallbacks {
  readonly onDone?: (response: ClientResponse) => void | Promise<void>;
  /** Takes answers whose handler failed. Without it such an answer ends the call with `executor_failed`. */
  readonly onError?: (response: ClientResponse) => void | Promise<void>;
  readonly onAlways?: (response: ClientResponse) => void | Promise<void>;
}

/** Calls a Zedflow or Jina 3.x Flow. Safe to share: any number of calls may be under way at once. */
export class Client implements AsyncDisposable {
  readonly #options: ResolvedClientOptions;
  readonly #transport: Transport;
  #isClosed = false;

  /** Use `createClient`. */
  constructor(options: ResolvedClientOptions, transport: Transport) {
    this.#options = options;
    this.#transport = transport;
  }

  /** `grpc://localhost:54321` */
  get address(): string {
    const { protocol, tls, host, port } = this.#options;
    const scheme = protocol === 'websocket' ? 'ws' : protocol;
    return `${scheme}${tls === undefined ? '' : 's'}://${host}:${port}`;
  }

  /**
   * Sends the inputs to `endpoint` and gives back all documents of the answers.
   *
   * @throws RuntimeError `executor_failed` when a handler failed and there is no `onError`; `unavailable`, `deadline_exceeded`,
   * `resource_exhausted`, ... when no answer came.
   */
  async post(endpoint: string, inputs?: Inputs, options: PostOptions & PostCallbacks = {}): Promise<Document[]> {
    const documents: Document[] = [];
    for await (const response of this.postStream(endpoint, inputs, options)) {
      if (response.status.code === 'SUCCESS') {
        for (const document of response.docs) documents.push(document);
      }
    }
    return documents;
  }

  /** As {@link post}, answer by answer: the inputs are read only as fast as the answers are taken. */
  async *postStream(
    endpoint: string,
    inputs?: Inputs,
    options: PostOptions & PostCallbacks = {},
  ): AsyncGenerator<ClientResponse, void, void> {
    checkCall('post', endpoint, options);
    this.#assertOpen();
    const { requestSize = 100, maxInFlight: limit = 100 } = options;
    const session = this.#transport.open({ isStream: options.stream ?? true, headers: lowerCaseNames(options.headers ?? {}) });
    try {
      const send = (documents: Document[]) => this.#sendWithRetry(session, this.#request(endpoint, documents, options), options);
      const batches = requestBatches(inputs, requestSize);
      for await (const response of boundedMap(batches, send, { limit, ordered: options.resultsInOrder ?? true })) {
        await settle(response, options);
        yield response;
      }
    } finally {
      session.close();
    }
  }

  /** Sends one document to a generator endpoint and yields what it streams. Leaving the loop cancels the handler. */
  async *streamDoc(endpoint: string, document: string | Document, options: CallRequestOptions = {}): AsyncGenerator<Document, void, void> {
    checkCall('streamDoc', endpoint, options);
    this.#assertOpen();
    const request = this.#request(endpoint, [toDocument(document)], options);
    const { signal, release } = withTimeout(options);
    try {
      for await (const item of this.#transport.streamDoc(withDeadline(request, options), { signal })) {
        const response = new ClientResponse(item);
        if (response.status.code === 'ERROR') throw errorOfStatus(response.status);
        yield* response.docs;
      }
    } finally {
      release();
    }
  }

  /** Whether the Flow answers a dry run through all its Executors. Never throws. `timeoutMs` default 5,000. */
  async isReady(options: { readonly timeoutMs?: number; readonly signal?: AbortSignal } = {}): Promise<boolean> {
    if (this.#isClosed) return false;
    const { signal, release } = withTimeout({ timeoutMs: 5_000, ...options });
    try {
      return await this.#transport.isReady({ signal });
    } finally {
      release();
    }
  }

  /** Sends one empty document to `/` and tells where its time went, in milliseconds. */
  async profile(options: CallRequestOptions = {}): Promise<Profile> {
    const startMs = performance.now();
    for await (const response of this.postStream('/', {}, options)) return profileOf(response.routes, performance.now() - startMs);
    throw new RuntimeError('internal', `${this.address} gave no answer to the profiling request`);
  }

  /** Closes the connections; calls under way end with `cancelled` or `transport_closed`. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#transport.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new RuntimeError('transport_closed', `the client of ${this.address} was closed: create another one`);
  }

  #request(endpoint: string, documents: Document[], options: CallRequestOptions): Message {
    const contentType = this.#transport.contentType;
    return {
      envelope: {
        kind: 'call',
        sequence: 0,
        requestId: newId(),
        endpoint,
        ...(options.targetExecutor === undefined ? {} : { targetExecutor: options.targetExecutor }),
        ...(options.parameters === undefined ? {} : { parameters: options.parameters }),
        ...(options.headers === undefined ? {} : { headers: lowerCaseNames(options.headers) }),
        contentType,
        accept: [contentType],
      },
      payloads: documents.length === 0 ? [] : [encodeDocuments(contentType, documents)],
    };
  }

  async #sendWithRetry(session: Session, request: Message, options: PostOptions): Promise<ClientResponse> {
    const maxAttempts = options.maxAttempts ?? 1;
    for (let attempt = 1; ; attempt++) {
      const { signal, release } = withTimeout(options);
      try {
        signal.throwIfAborted();
        return new ClientResponse(await session.send(withDeadline(request, options), { signal }));
      } catch (thrown) {
        const error = RuntimeError.from(thrown);
        if (!error.retryable || attempt >= maxAttempts || options.signal?.aborted === true) throw error;
        await sleep(retryDelayMs(attempt, options), undefined, options.signal === undefined ? {} : { signal: options.signal });
      } finally {
        release();
      }
    }
  }
}

async function settle(response: ClientResponse, callbacks: PostCallbacks): Promise<void> {
  try {
    if (response.status.code === 'SUCCESS') await callbacks.onDone?.(response);
    else if (callbacks.onError === undefined) throw errorOfStatus(response.status);
    else await callbacks.onError(response);
  } finally {
    await callbacks.onAlways?.(response);
  }
}

/** The caller's signal and the time-out as one signal. `release` stops the timer and lets go of the caller's signal. */
function withTimeout({ timeoutMs, signal }: CallRequestOptions): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const leave = () => controller.abort(signal?.reason);
  const expire = () => controller.abort(new RuntimeError('deadline_exceeded', `no answer within timeoutMs = ${timeoutMs}`));
  const timer = timeoutMs === undefined ? undefined : setTimeout(expire, timeoutMs);
  if (signal?.aborted === true) leave();
  signal?.addEventListener('abort', leave, { once: true });
  const release = () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', leave);
  };
  return { signal: controller.signal, release };
}

/** Each attempt has the whole time-out. */
function withDeadline(request: Message, { timeoutMs }: CallRequestOptions): Message {
  if (timeoutMs === undefined) return request;
  return { ...request, envelope: { ...request.envelope, deadlineMs: Date.now() + timeoutMs } };
}
