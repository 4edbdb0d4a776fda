import { type Envelope, type EnvelopeDraft, type Message, RuntimeError } from '@zedflow/core-protocol';
import { type Caller, type CallOptions, type CallService, NO_METRICS } from '@zedflow/runtime-api';
import type { ResolvedGatewayOptions } from '../gateway-options.js';
import { intercept } from '../interceptors/interceptor.js';
import { CallRecorder } from './call-recorder.js';
import { forwardedHeaders } from './caller-headers.js';
import { assertDocumentLimit } from './document-limit.js';

type FrontOptions = Pick<
  ResolvedGatewayOptions,
  'service' | 'interceptors' | 'maxDocuments' | 'defaultTimeoutMs' | 'slowCallMs' | 'clock' | 'logger' | 'metrics'
>;

/**
 * What every call of every protocol goes through on its way to the Flow: default deadline, interceptors, document limit,
 * headers that stay behind, slow-call log and metrics.
 */
export function createFrontService(options: FrontOptions, protocol: Caller['protocol']): CallService {
  const { service, interceptors, defaultTimeoutMs, clock } = options;
  const inner = intercept(behindInterceptors(service, options.maxDocuments), interceptors, protocol);
  const dated = defaultTimeoutMs < 0 ? inner : withDefaultDeadline(inner, defaultTimeoutMs, () => clock.now());
  if (options.slowCallMs < 0 && options.metrics === NO_METRICS) return dated;
  return recorded(dated, new CallRecorder(options, protocol));
}

/** Interceptors see every header, and may refuse a caller before its documents are counted. */
function behindInterceptors(service: CallService, maxDocuments: number): CallService {
  const checked = (request: Message): Message => {
    assertDocumentLimit(request, maxDocuments);
    const { headers } = request.envelope;
    const kept = forwardedHeaders(headers);
    if (kept === headers) return request;
    const envelope: EnvelopeDraft = { ...request.envelope };
    if (kept === undefined) delete envelope.headers;
    else envelope.headers = kept;
    return { envelope, payloads: request.payloads };
  };
  return {
    call: async (request, options) => service.call(checked(request), options),
    async *stream(request, options) {
      yield* service.stream(checked(request), options);
    },
  };
}

function withDefaultDeadline(service: CallService, timeoutMs: number, now: () => number): CallService {
  const dated = (request: Message): Message => {
    if (request.envelope.deadlineMs !== undefined) return request;
    return { envelope: { ...request.envelope, deadlineMs: now() + timeoutMs }, payloads: request.payloads };
  };
  return {
    call: (request, options) => service.call(dated(request), options),
    stream: (request, options) => service.stream(dated(request), options),
  };
}

function recorded(service: CallService, recorder: CallRecorder): CallService {
  return {
    async call(request, options) {
      const startMs = recorder.began();
      try {
        const reply = await service.call(request, options);
        recorder.ended(request.envelope, startMs, reply.envelope);
        return reply;
      } catch (thrown) {
        recorder.failed(request.envelope, startMs, RuntimeError.from(thrown));
        throw thrown;
      }
    },
    async *stream(request: Message, options?: CallOptions) {
      const startMs = recorder.began();
      let end: Envelope | undefined;
      let isLeft = true;
      try {
        for await (const message of service.stream(request, options)) {
          if (message.envelope.kind === 'end') end = message.envelope;
          yield message;
        }
        isLeft = false;
        recorder.ended(request.envelope, startMs, end);
      } catch (thrown) {
        isLeft = false;
        recorder.failed(request.envelope, startMs, RuntimeError.from(thrown));
        throw thrown;
      } finally {
        if (isLeft) recorder.left();
      }
    },
  };
}
