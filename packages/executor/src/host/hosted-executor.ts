import {
  DEFAULT_ENDPOINT,
  DRY_RUN_ENDPOINT,
  type ErrorToStatusOptions,
  errorToStatus,
  type JsonObject,
  type Message,
  RESULTS_KEY,
  RuntimeError,
  type Status,
} from '@zedflow/core-protocol';
import type { CallOptions } from '@zedflow/runtime-api';
import type { Executor } from '../executor.js';
import { isPlainObject } from '../plain-json.js';
import { ValidationError } from '../schema/validation-error.js';
import { answerEnd, answerUnchanged, answerWith } from './answer.js';
import type { ExecutorDescription, ExecutorHost } from './host-contract.js';
import type { HostedEndpoint } from './hosted-endpoint.js';
import { collectItems, iterateItems, runHandler } from './invoke.js';
import type { LiveCallContext } from './live-call-context.js';
import { type OpenCall, openCall } from './open-call.js';
import { validateCall } from './validate-call.js';

/** Told of every error that became an ERROR status, with the request it belongs to. */
export type OnHandlerError = (error: unknown, requestId: string) => void;

/** Options of {@link HostedExecutor}. */
export interface HostedExecutorOptions {
  readonly onHandlerError?: OnHandlerError;
  /** Default false. */
  readonly exposeStacks?: boolean;
}

/** Dispatches calls to the methods of one Executor (Jina 3.34: endpoint, else `/default`, else the documents go back unchanged). */
export class HostedExecutor implements ExecutorHost {
  readonly executor: Executor<unknown>;
  readonly description: ExecutorDescription;
  readonly #endpoints: ReadonlyMap<string, HostedEndpoint>;
  readonly #onHandlerError: OnHandlerError | undefined;
  readonly #statusOptions: ErrorToStatusOptions;
  #closing: Promise<void> | undefined;

  constructor(executor: Executor<unknown>, name: string, endpoints: readonly HostedEndpoint[], options: HostedExecutorOptions = {}) {
    this.executor = executor;
    this.description = { executor: name, endpoints: endpoints.map((endpoint) => endpoint.description) };
    this.#endpoints = new Map(endpoints.map((endpoint) => [endpoint.description.name, endpoint]));
    this.#onHandlerError = options.onHandlerError;
    this.#statusOptions = { exposeStack: options.exposeStacks ?? false };
  }

  async call(request: Message, options?: CallOptions): Promise<Message> {
    const endpoint = this.#find(request);
    if (endpoint === undefined) return answerUnchanged('reply', request);
    const call = this.#open(endpoint, request, options);
    try {
      const ready = validateCall(endpoint, call.context, call.docs);
      if (ready !== undefined) await ready;
      if (endpoint.description.stream) {
        return answerWith('reply', request, await collectItems(endpoint, call.docs, call.context), endpoint);
      }
      const { docs, results } = await runHandler(endpoint, call.docs, call.context);
      return answerWith('reply', request, docs, endpoint, results && this.#joinResults(request, results));
    } catch (error) {
      return answerUnchanged('reply', request, this.#failed(error, request, call.context));
    } finally {
      call.context.release();
    }
  }

  async *stream(request: Message, options?: CallOptions): AsyncGenerator<Message, void, undefined> {
    const endpoint = this.#find(request);
    if (endpoint === undefined) {
      if (request.payloads.length > 0) yield answerUnchanged('item', request);
      yield answerEnd(request.envelope);
      return;
    }
    const call = this.#open(endpoint, request, options);
    let status: Status | undefined;
    try {
      if (!endpoint.description.stream) {
        throw new ValidationError(`${endpoint.handlerName} is no generator, so it cannot be streamed from; call it with a plain request`);
      }
      const ready = validateCall(endpoint, call.context, call.docs);
      if (ready !== undefined) await ready;
      for await (const doc of iterateItems(endpoint, call.docs, call.context)) {
        yield answerWith('item', request, [doc], endpoint);
      }
    } catch (error) {
      status = this.#failed(error, request, call.context);
    } finally {
      call.context.release();
    }
    yield answerEnd(request.envelope, status);
  }

  close(): Promise<void> {
    this.#closing ??= this.#closeOnce();
    return this.#closing;
  }

  async #closeOnce(): Promise<void> {
    try {
      await this.executor.close();
    } catch (error) {
      // Nobody above can do anything about it: the Executor is going away.
      this.executor.logger.error('the Executor threw in close()', { executor: this.description.executor, err: error });
    }
  }

  #find({ envelope }: Message): HostedEndpoint | undefined {
    if (this.#closing !== undefined) {
      throw new RuntimeError('runtime_draining', `${this.executor.name} is closing and takes no more calls`, {
        details: { pea: this.executor.name, started: false },
      });
    }
    if (envelope.endpoint === DRY_RUN_ENDPOINT) return undefined;
    return this.#endpoints.get(envelope.endpoint) ?? this.#endpoints.get(DEFAULT_ENDPOINT);
  }

  #open(endpoint: HostedEndpoint, request: Message, options: CallOptions | undefined): OpenCall {
    return openCall(this.executor, this.description.executor, endpoint, request, options);
  }

  /** Results stand under this Pea's name beside those of earlier nodes (Jina 3.34: `encoder/rep-0`). */
  #joinResults({ envelope }: Message, results: JsonObject): JsonObject {
    const earlier = envelope.parameters?.[RESULTS_KEY];
    return { ...(isPlainObject(earlier) ? earlier : {}), [this.executor.name]: results };
  }

  /** The ERROR status of what a handler threw. An end that the caller or the deadline brought about is no error of the handler. */
  #failed(error: unknown, { envelope }: Message, context: LiveCallContext): Status {
    const abortReason = context.abortReasonOf(error);
    if (abortReason !== undefined) throw RuntimeError.from(abortReason, 'cancelled');
    this.#onHandlerError?.(error, envelope.requestId);
    const fields = { executor: this.description.executor, endpoint: envelope.endpoint, requestId: envelope.requestId, err: error };
    // A caller can send wrong documents all day: that is no news for the log.
    if (error instanceof ValidationError) this.executor.logger.debug('a call was refused by its schema', fields);
    else this.executor.logger.error('a handler threw', fields);
    return errorToStatus(error, this.description.executor, this.#statusOptions);
  }
}
