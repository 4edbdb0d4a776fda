import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ContentType,
  type Document,
  decodeDocuments,
  type Envelope,
  encodeDocuments,
  type JsonObject,
  type Message,
  RESULTS_KEY,
} from '@zedflow/core-protocol';
import { type Executor, type ExecutorClass, isExecutorClass } from '@zedflow/executor';
import { type HostedExecutor, hostExecutorClass } from '@zedflow/executor/internal';
import { type EndpointDescription, type Logger, type Metrics, NO_METRICS, SILENT_LOGGER } from '@zedflow/runtime-api';

/** Options of {@link createTestExecutor}, with the names that a Flow's YAML has. */
export interface TestExecutorOptions {
  /** `with` of the YAML: the Executor's own options. */
  readonly with?: JsonObject;
  readonly metas?: JsonObject;
  /** `uses_requests`: endpoint to method name. */
  readonly requests?: Readonly<Record<string, string>>;
  /** Name of the Deployment. Default: the class name. */
  readonly name?: string;
  /** Default 0. */
  readonly shardId?: number;
  /** Default 0. */
  readonly replicaId?: number;
  /** Folder that the Executor may write to. Default: a temp folder that `close` removes. */
  readonly workspace?: string;
  /** Default: silent. */
  readonly logger?: Logger;
  /** Default: dropped. */
  readonly metrics?: Metrics;
  /** How documents travel to the Executor and back. Default `jina/v2`, as in a Flow; `json` for what HTTP callers send. */
  readonly contentType?: ContentType;
}

/** Options of one call. */
export interface TestCallOptions {
  readonly parameters?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Milliseconds until `ctx.signal` fires. Default: never. */
  readonly timeoutMs?: number;
}

/** What came back. */
export interface TestReply {
  readonly docs: Document[];
  /** The object that the handler returned instead of documents; undefined when it returned none. */
  readonly results: JsonObject | undefined;
}

/** An Executor that runs in this thread, called as a Flow would call it: documents are encoded, decoded and validated. */
// biome-ignore lint/suspicious/noExplicitAny: any Executor, whatever its options.
export class TestExecutor<E extends Executor<any>> implements AsyncDisposable {
  /** The instance itself, to look at its state. */
  readonly executor: E;
  readonly #host: HostedExecutor;
  readonly #contentType: ContentType;
  readonly #errors: Map<string, unknown>;
  readonly #removeWorkspace: () => Promise<void>;
  /** What `init` said by `this.progress(...)`. */
  readonly progress: readonly string[];

  /** @internal Made by {@link createTestExecutor}. */
  constructor(
    host: HostedExecutor,
    contentType: ContentType,
    errors: Map<string, unknown>,
    progress: readonly string[],
    removeWorkspace: () => Promise<void>,
  ) {
    this.executor = host.executor as E;
    this.#host = host;
    this.#contentType = contentType;
    this.#errors = errors;
    this.progress = progress;
    this.#removeWorkspace = removeWorkspace;
  }

  /** The endpoints, as discovery shows them. */
  get endpoints(): readonly EndpointDescription[] {
    return this.#host.description.endpoints;
  }

  /** Calls an endpoint. What the handler threw is thrown here, with its own stack. All items of a generator come together. */
  async post(endpoint: string, docs: Document | readonly Document[] = [], options: TestCallOptions = {}): Promise<TestReply> {
    const reply = await this.#host.call(this.#request('call', endpoint, docs, options), callOptions(options));
    this.#throwError(reply.envelope);
    const results = reply.envelope.parameters?.[RESULTS_KEY] as JsonObject | undefined;
    return { docs: readDocs(reply), results: results?.[this.executor.name] as JsonObject | undefined };
  }

  /** Calls a generator endpoint with one document and gives its items as they come. Leaving the loop cancels the call. */
  async *stream(endpoint: string, doc: Document, options: TestCallOptions = {}): AsyncGenerator<Document, void, undefined> {
    for await (const message of this.#host.stream(this.#request('open', endpoint, doc, options), callOptions(options))) {
      this.#throwError(message.envelope);
      yield* readDocs(message);
    }
  }

  /** Runs the Executor's `close` and removes its temp workspace. */
  async close(): Promise<void> {
    await this.#host.close();
    await this.#removeWorkspace();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #request(kind: 'call' | 'open', endpoint: string, docs: Document | readonly Document[], options: TestCallOptions): Message {
    const list: readonly Document[] = Array.isArray(docs) ? (docs as readonly Document[]) : [docs as Document];
    const envelope: Envelope = {
      kind,
      sequence: 0,
      requestId: randomUUID(),
      endpoint,
      contentType: this.#contentType,
      ...(options.parameters === undefined ? {} : { parameters: options.parameters }),
      ...(options.headers === undefined ? {} : { headers: options.headers }),
      ...(options.timeoutMs === undefined ? {} : { deadlineMs: Date.now() + options.timeoutMs }),
    };
    return { envelope, payloads: list.length === 0 ? [] : [encodeDocuments(this.#contentType, list)] };
  }

  #throwError({ requestId, status }: Envelope): void {
    if (status?.code !== 'ERROR') return;
    const error = this.#errors.get(requestId);
    this.#errors.delete(requestId);
    throw error;
  }
}

function callOptions({ signal }: TestCallOptions) {
  return signal === undefined ? {} : { signal };
}

function readDocs({ envelope, payloads }: Message): Document[] {
  const [payload] = payloads;
  return payload === undefined || envelope.contentType === undefined ? [] : decodeDocuments(envelope.contentType, payload);
}

/**
 * Makes an Executor in this thread and runs its `init`, without a Flow, a worker or a socket.
 *
 * @throws RuntimeError `config_invalid` for bad endpoints or options; `executor_init_failed` when the constructor or `init` throws.
 * @example
 * ```ts
 * await using segmenter = await createTestExecutor(Segmenter, { with: { size: 3 } });
 * const { docs } = await segmenter.post('/index', [{ text: 'hello' }]);
 * ```
 */
export async function createTestExecutor<Class extends ExecutorClass>(
  executorClass: Class,
  options: TestExecutorOptions = {},
): Promise<TestExecutor<InstanceType<Class>>> {
  assertArguments(executorClass, options);
  const { name = executorClass.name, shardId = 0, replicaId = 0 } = options;
  const workspace = options.workspace ?? (await mkdtemp(join(tmpdir(), 'zedflow-test-executor-')));
  const removeWorkspace = async () => {
    if (options.workspace === undefined) await rm(workspace, { recursive: true, force: true });
  };
  const progress: string[] = [];
  const errors = new Map<string, unknown>();
  try {
    const host = await hostExecutorClass(
      executorClass,
      { with: options.with ?? {}, metas: options.metas ?? {}, requests: options.requests ?? {}, label: executorClass.name },
      {
        name: `${name}/rep-${replicaId}`,
        deployment: name,
        workspace,
        shardId,
        replicaId,
        logger: options.logger ?? SILENT_LOGGER,
        metrics: options.metrics ?? NO_METRICS,
        onProgress: (what) => progress.push(what),
      },
      (error, requestId) => errors.set(requestId, error),
    );
    return new TestExecutor<InstanceType<Class>>(host, options.contentType ?? 'jina/v2', errors, progress, removeWorkspace);
  } catch (error) {
    await removeWorkspace();
    throw error;
  }
}

const OPTION_NAMES = ['with', 'metas', 'requests', 'name', 'shardId', 'replicaId', 'workspace', 'logger', 'metrics', 'contentType'];

function assertArguments(executorClass: unknown, options: object): void {
  if (!isExecutorClass(executorClass)) {
    const got = typeof executorClass === 'function' ? `class ${executorClass.name}` : String(executorClass);
    throw new TypeError(`createTestExecutor() takes a class that extends Executor, got ${got}`);
  }
  const unknown = Object.keys(options).find((name) => !OPTION_NAMES.includes(name));
  if (unknown !== undefined) throw new TypeError(`createTestExecutor() has no option ${unknown}; it has ${OPTION_NAMES.join(', ')}`);
}
