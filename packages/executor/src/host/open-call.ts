import { type Document, decodeParts, generationOfFrames, type Message, newId, RuntimeError } from '@zedflow/core-protocol';
import { type CallOptions, isAborted } from '@zedflow/runtime-api';
import type { Executor } from '../executor.js';
import { isPlainObject } from '../plain-json.js';
import { FALLBACK_CONTENT_TYPE } from './answer.js';
import type { HostedEndpoint } from './hosted-endpoint.js';
import { LiveCallContext } from './live-call-context.js';

/** A call whose documents are decoded; its handler has not begun. */
export interface OpenCall {
  readonly context: LiveCallContext;
  readonly docs: Document[];
}

/**
 * Decodes the request for `endpoint`.
 *
 * @throws RuntimeError `cancelled`, `deadline_exceeded` when nobody waits any more; `protocol_*` for documents that are none.
 */
export function openCall(
  executor: Executor<unknown>,
  executorName: string,
  endpoint: HostedEndpoint,
  request: Message,
  options: CallOptions | undefined,
): OpenCall {
  const { envelope, payloads } = request;
  assertWanted(executor.name, endpoint, request, options);
  const contentType = envelope.contentType ?? FALLBACK_CONTENT_TYPE;
  // A JSON client's documents that the node before this one wrote in a form that keeps dtypes.
  const generation = contentType === 'zed/frames' ? generationOfFrames(payloads[0]) : contentType;
  const wereJson = generation === 'jina/v2' && envelope.accept?.includes('json') === true;
  const decodeOptions = wereJson ? { ...endpoint.decodeOptions, wereJson } : endpoint.decodeOptions;
  const parts = decodeParts(contentType, payloads, decodeOptions);
  const docs = withIds(endpoint, parts.length === 1 ? (parts[0] as Document[]) : parts.flat());
  const matrix = envelope.parts === undefined ? undefined : parts;
  const parameters = ownParameters(envelope.parameters, executor.metas['name'] ?? executorName);
  return { context: new LiveCallContext(executor, envelope, parameters, options, matrix), docs };
}

/**
 * docarray gives every document an id, so over gRPC there always is one; who writes JSON by hand leaves it out.
 * A declared schema says itself whether it wants one.
 */
function withIds(endpoint: HostedEndpoint, docs: Document[]): Document[] {
  if (endpoint.input === undefined) for (const doc of docs) doc.id ??= newId();
  return docs;
}

function assertWanted(pea: string, endpoint: HostedEndpoint, { envelope }: Message, options: CallOptions | undefined): void {
  if (isAborted(options)) {
    throw new RuntimeError('cancelled', `The caller left before ${endpoint.handlerName} began`, {
      details: { pea, endpoint: envelope.endpoint, started: false },
      cause: options?.signal?.reason,
    });
  }
  if (envelope.deadlineMs !== undefined && envelope.deadlineMs <= Date.now()) {
    throw new RuntimeError('deadline_exceeded', `The deadline passed before ${endpoint.handlerName} began`, {
      details: { pea, endpoint: envelope.endpoint, started: false },
    });
  }
}

/** Parameters that stand under this Executor's own name are spread over the others (Jina 3.34). */
function ownParameters(parameters: Message['envelope']['parameters'], name: unknown): Record<string, unknown> {
  if (parameters === undefined) return {};
  if (typeof name !== 'string' || !Object.hasOwn(parameters, name)) return parameters;
  const own = parameters[name];
  return isPlainObject(own) ? { ...parameters, ...own } : parameters;
}
