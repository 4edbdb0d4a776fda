import type { CallRequestOptions, Client, ClientResponse, Inputs, PostCallbacks, PostOptions } from '@zedflow/client';
import { type Document, RuntimeError } from '@zedflow/core-protocol';
import type { FlowDescription, LifeCycleState, StopOptions } from '@zedflow/runtime-api';
import { type FlowAddress, type FlowEvent, FlowEvents } from './flow-events.js';
import type { ExecutorOptions, FlowOptions, FlowSurroundings } from './flow-options.js';
import type { FlowSpec, SpecSection } from './flow-spec.js';
import type { BlockOptions } from './life/block.js';
import type { RunningFlow } from './life/running-flow.js';
import type { FromYamlOptions } from './yaml/load-flow-yaml.js';

/**
 * A graph of Executors behind a gateway.
 *
 * Making one only notes what was asked for: options are checked, and everything heavy is loaded, by `start`. So an import of this
 * class costs an Executor's thread next to nothing.
 *
 * @example
 * ```ts
 * await using flow = await new Flow({ protocol: 'http', port: 8080 }).add({ uses: './upper.ts#Upper', replicas: 2 }).start();
 * const docs = await flow.post('/upper', [{ text: 'hello' }]);
 * ```
 */
export class Flow implements AsyncDisposable {
  #with: SpecSection;
  #gateway: SpecSection;
  readonly #executors: SpecSection[];
  #baseFolder: string | undefined;
  readonly #surroundings: FlowSurroundings;
  readonly #events = new FlowEvents();
  #state: LifeCycleState = 'idle';
  #running: RunningFlow | undefined;
  #client: Client | undefined;
  #starting: { readonly done: Promise<void>; readonly abort: AbortController } | undefined;
  #stopping: Promise<void> | undefined;

  constructor(options: FlowOptions = {}) {
    assertObject('new Flow()', options);
    const { logger, metrics, interceptors, baseFolder, ...given } = options;
    this.#surroundings = { ...(logger && { logger }), ...(metrics && { metrics }), ...(interceptors && { interceptors }) };
    this.#baseFolder = baseFolder;
    this.#with = { given, place: (key) => `new Flow({ ${key} })` };
    this.#gateway = { given: {}, place: (key) => `new Flow({ ${key} })` };
    this.#executors = [];
  }

  /**
   * A Flow from a YAML file, or from a YAML text (anything with a line break, or that begins with `jtype:`).
   *
   * @throws config_not_found for a missing file; config_invalid with file, line and column.
   */
  static async fromYaml(pathOrText: string | URL, options: FromYamlOptions & FlowSurroundings = {}): Promise<Flow> {
    const { loadFlowYaml } = await import('./yaml/load-flow-yaml.js');
    return Flow.#fromSpec(await loadFlowYaml(pathOrText, options), options);
  }

  static #fromSpec(spec: FlowSpec, surroundings: FlowSurroundings): Flow {
    const { logger, metrics, interceptors } = surroundings;
    const flow = new Flow({ ...(logger && { logger }), ...(metrics && { metrics }), ...(interceptors && { interceptors }) });
    flow.#with = spec.with;
    flow.#gateway = spec.gateway;
    flow.#executors.push(...spec.executors);
    flow.#baseFolder = spec.baseFolder;
    return flow;
  }

  /** Adds an Executor after the last one (or after `needs`). Checked by `start`. */
  add(options: ExecutorOptions): this {
    assertObject('Flow.add()', options);
    if (this.#state !== 'idle' && this.#state !== 'stopped' && this.#state !== 'failed') {
      throw new TypeError(`Flow.add() works before start(); this Flow is ${this.#state}`);
    }
    const index = this.#executors.length;
    this.#executors.push({
      given: options as Readonly<Record<string, unknown>>,
      place: (key) => `Flow.add() of Executor ${index}${key === '' ? '' : ` { ${key} }`}`,
    });
    return this;
  }

  get state(): LifeCycleState {
    return this.#state;
  }

  /** The open ports of the gateway; empty when the Flow is not running. */
  get addresses(): readonly FlowAddress[] {
    return this.#running?.addresses ?? [];
  }

  /** Tells what happens while the Flow starts, runs and stops. Returns the function that ends it. */
  onProgress(listener: (event: FlowEvent) => void): () => void {
    return this.#events.on(listener);
  }

  /**
   * Starts all Executors and then opens the ports of the gateway. All or nothing: when anything fails, everything is stopped again.
   *
   * @throws config_* for a wrong option; executor_init_failed, runtime_start_failed, runtime_start_timeout; gateway_port_in_use;
   * flow_invalid when called while the module of an Executor is loaded; cancelled when `signal` fires.
   */
  async start(options: { readonly signal?: AbortSignal } = {}): Promise<this> {
    // A stop that was asked for first is carried out first.
    if (this.#stopping !== undefined) await this.#stopping;
    if (this.#state === 'ready') return this;
    this.#starting ??= this.#beginStart();
    const { done, abort } = this.#starting;
    const onAbort = () => abort.abort(options.signal?.reason);
    if (options.signal?.aborted) onAbort();
    options.signal?.addEventListener('abort', onAbort, { once: true });
    try {
      await done;
    } finally {
      options.signal?.removeEventListener('abort', onAbort);
    }
    return this;
  }

  #beginStart() {
    const abort = new AbortController();
    const done = this.#start(abort.signal).finally(() => {
      this.#starting = undefined;
    });
    return { done, abort };
  }

  async #start(signal: AbortSignal): Promise<void> {
    this.#enter('starting');
    try {
      const { startFlow } = await import('./life/start-flow.js');
      const spec: FlowSpec = {
        with: this.#with,
        gateway: this.#gateway,
        executors: this.#executors,
        baseFolder: this.#baseFolder ?? process.cwd(),
      };
      this.#running = await startFlow(spec, { ...this.#surroundings, events: this.#events, signal });
    } catch (error) {
      this.#enter(signal.aborted ? 'stopped' : 'failed');
      throw error;
    }
    this.#enter('ready');
  }

  /**
   * Turns readiness off, takes no new call, finishes what is in flight and ends all Executors. Safe to call twice; a second call
   * with `graceMs: 0` ends what is in flight at once.
   */
  async stop(options: StopOptions = {}): Promise<void> {
    if (this.#starting !== undefined) {
      this.#starting.abort.abort(new RuntimeError('cancelled', 'the Flow was stopped while it started'));
      await this.#starting.done.catch(() => {});
    }
    if (this.#stopping !== undefined && options.graceMs === 0) void this.#running?.stop(options);
    this.#stopping ??= this.#stop(options).finally(() => {
      this.#stopping = undefined;
    });
    await this.#stopping;
  }

  async #stop(options: StopOptions): Promise<void> {
    if (this.#running === undefined) return;
    this.#enter('draining');
    await this.#running.stop(options);
    this.#running = undefined;
    this.#client = undefined;
    this.#enter('stopped');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  /**
   * Keeps the Flow up until SIGINT, SIGTERM or SIGHUP, then stops it: readiness off, what is in flight is finished. A second signal (after
   * 0.2 s: `timeout` and npm send each twice) ends this process at once with 128 + the signal's number.
   *
   * @returns when the Flow has stopped, also when `stop` was called elsewhere.
   */
  async block(options: BlockOptions = {}): Promise<void> {
    const { blockUntilSignal } = await import('./life/block.js');
    await blockUntilSignal(this, options);
  }

  /**
   * Sends the inputs to `endpoint` and gives back all documents of the answers.
   *
   * @throws flow_not_started; executor_failed when a handler threw; what else went wrong, typed.
   */
  async post(endpoint: string, inputs?: Inputs, options?: PostOptions & PostCallbacks): Promise<Document[]> {
    return this.#ready().post(endpoint, inputs, options);
  }

  /** As `post`, answer by answer: the inputs, which may be an async iterable, are read only as fast as answers are taken. */
  postStream(endpoint: string, inputs?: Inputs, options?: PostOptions & PostCallbacks): AsyncGenerator<ClientResponse, void, void> {
    return this.#ready().postStream(endpoint, inputs, options);
  }

  /** Sends one document to a generator endpoint and yields what it streams. Leaving the loop cancels the handler. */
  streamDoc(endpoint: string, document: string | Document, options?: CallRequestOptions): AsyncGenerator<Document, void, void> {
    return this.#ready().streamDoc(endpoint, document, options);
  }

  /** The Executors and their endpoints. @throws flow_not_started */
  describe(): FlowDescription {
    return this.#started().describe();
  }

  #ready(): Client {
    this.#client ??= this.#started().createClient();
    return this.#client;
  }

  #started(): RunningFlow {
    if (this.#running !== undefined) return this.#running;
    throw new RuntimeError('flow_not_started', `the Flow is ${this.#state}: await start() first`, { details: { state: this.#state } });
  }

  #enter(state: LifeCycleState): void {
    this.#state = state;
    this.#events.emit({ type: 'state', state });
  }
}

function assertObject(where: string, options: unknown): void {
  if (typeof options === 'object' && options !== null && !Array.isArray(options)) return;
  throw new TypeError(`${where} takes an object of options, got ${Array.isArray(options) ? 'an array' : String(options)}`);
}
