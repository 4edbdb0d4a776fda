import type { Client, Metadata } from '@grpc/grpc-js';
import {
  decodeSingleDocumentRequest,
  encodeSingleDocumentRequest,
  isRuntimeError,
  JINA_METHODS,
  type Message,
} from '@zedflow/core-protocol';
import { asBuffer, sameBytes } from '../service-definitions.js';
import { cancelledError, errorOfService } from './unary-request.js';

/** One `stream_doc` at a foreign peer. */
export interface DocumentRpc {
  readonly client: Client;
  readonly address: string;
  /** In the peer's generation. */
  readonly request: Message;
  readonly generation: 'jina/v1' | 'jina/v2';
  readonly metadata: Metadata;
  readonly deadlineMs: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/** The items as they come, then one `end`. An item with an ERROR status is the handler's error, and the end. */
export async function* requestDocuments(rpc: DocumentRpc): AsyncGenerator<Message, void> {
  const { client, address, request, signal, deadlineMs, generation } = rpc;
  if (signal?.aborted) throw cancelledError(address, signal);
  const bytes = encodeSingleDocumentRequest(request);
  const options = deadlineMs === undefined ? {} : { deadline: deadlineMs };
  const call = client.makeServerStreamRequest(JINA_METHODS.streamDoc.path, asBuffer, sameBytes, bytes, rpc.metadata, options);
  const onAbort = () => call.cancel();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    for await (const item of call) {
      const message = decodeSingleDocumentRequest(item as Buffer, { kind: 'item', fallback: generation });
      if (message.envelope.status?.code === 'ERROR') {
        yield { envelope: { ...message.envelope, kind: 'end', requestId: request.envelope.requestId }, payloads: [] };
        return;
      }
      yield message;
    }
    const { requestId, endpoint } = request.envelope;
    yield { envelope: { kind: 'end', sequence: 0, requestId, endpoint, status: { code: 'SUCCESS' } }, payloads: [] };
  } catch (thrown) {
    if (signal?.aborted) throw isRuntimeError(signal.reason, 'transport_closed') ? signal.reason : cancelledError(address, signal);
    throw isServiceError(thrown) ? errorOfService(thrown, address) : thrown;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    call.cancel();
  }
}

function isServiceError(thrown: unknown): thrown is Parameters<typeof errorOfService>[0] {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'number' && 'details' in thrown;
}
