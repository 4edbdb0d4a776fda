import {
  type ContentType,
  decodeDataRequest,
  decodeJsonRequest,
  encodeDataRequest,
  generationOfFrames,
  type Message,
  type RuntimeError,
  transcode,
  withoutFrames,
} from '@zedflow/core-protocol';
import { failureStatus } from '../web/error-response.js';
import { jsonPayload, routesJson, statusJson } from '../web/reply-json.js';

/** How one sub-protocol of Jina's WebSocket gateway reads and writes frames (Jina 3.34). */
export interface FrameCodec {
  /** The end of input: no more requests come. */
  isEnd(frame: Buffer): boolean;
  /** Throws `protocol_malformed` and other RuntimeErrors for what is no request. */
  read(frame: Buffer): Message;
  /** Text for text frames, bytes for binary ones. */
  write(reply: Message): string | Uint8Array;
}

const EMPTY_OBJECT = /^\s*\{\s*\}\s*$/;

/** Longest text that can be an empty object with some space in it; longer frames are not looked at. */
const MAX_END_BYTES = 16;

/** Text frames: a request as HTTP's `/post` takes it, a reply with snake_case keys. `{}` ends the input. */
export const JSON_FRAMES: FrameCodec = {
  isEnd: (frame) => frame.byteLength <= MAX_END_BYTES && EMPTY_OBJECT.test(frame.toString()),
  read: (frame) => {
    const { envelope, payloads } = decodeJsonRequest(frame);
    return { envelope: { ...envelope, accept: ['json'], endpoint: envelope.endpoint || '/' }, payloads };
  },
  write: (reply) => {
    const { requestId, endpoint, targetExecutor, status, parameters, routes } = reply.envelope;
    const header = {
      request_id: requestId,
      ...(status && { status: JSON.parse(statusJson(status)) }),
      exec_endpoint: endpoint,
      target_executor: targetExecutor ?? '',
    };
    const payload = jsonPayload(reply);
    const documents = payload === undefined ? '[]' : listOf(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString());
    return `{"header":${JSON.stringify(header)},"parameters":${JSON.stringify(parameters ?? {})},"routes":${routesJson(routes, 'snake')},"data":${documents}}`;
  },
};

/** Binary frames: a serialized DataRequestProto each way. One zero byte ends the input. */
export function bytesFrames(fallback: ContentType): FrameCodec {
  // Requests without documents are answered in the generation that the connection has used last.
  let generation = fallback;
  return {
    isEnd: (frame) => frame.byteLength === 1 && frame[0] === 0,
    read: (frame) => {
      const { envelope, payloads } = decodeDataRequest(frame);
      generation = envelope.contentType ?? generation;
      const typed = payloads.length > 0 ? { ...envelope, contentType: generation } : envelope;
      return { envelope: { ...typed, accept: [generation], endpoint: envelope.endpoint || '/' }, payloads };
    },
    write: (reply) => {
      const isOurs = generationOfFrames(reply.payloads[0]) === generation;
      if (reply.envelope.contentType === 'zed/frames' && isOurs) return encodeDataRequest(reply);
      const { envelope, payloads } = withoutFrames(reply);
      const payload = payloads[0];
      const { contentType } = envelope;
      const wanted = generation;
      if (payload === undefined || contentType === undefined || contentType === wanted) return encodeDataRequest({ envelope, payloads });
      return encodeDataRequest({
        envelope: { ...envelope, contentType: wanted },
        payloads: [transcode(contentType, wanted, payload)],
      });
    },
  };
}

/** The answer to a request that failed before any Executor could say something about it. */
export function failureReply(
  request: Pick<Message['envelope'], 'requestId' | 'endpoint'>,
  error: RuntimeError,
  exposeStacks: boolean,
): Message {
  const { requestId, endpoint } = request;
  return { envelope: { kind: 'reply', sequence: 0, requestId, endpoint, status: failureStatus(error, exposeStacks) }, payloads: [] };
}

function listOf(json: string): string {
  return json.trimStart().startsWith('{') ? `[${json}]` : json;
}
