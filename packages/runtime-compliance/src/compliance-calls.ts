import type { JsonObject, Message } from '@zedflow/core-protocol';
import type { CallOptions, CallService } from '@zedflow/runtime-api';

/** The part of a document that the suite looks at. */
export interface TextDocument {
  readonly text?: string;
}

/** A call with JSON documents. */
export function request(endpoint: string, parameters: JsonObject = {}, documents: readonly TextDocument[] = [{ text: 'hello' }]): Message {
  return {
    envelope: { kind: 'call', sequence: 0, requestId: 'compliance', endpoint, parameters, contentType: 'json', accept: ['json'] },
    payloads: [new TextEncoder().encode(JSON.stringify(documents))],
  };
}

/** The documents of an answer. */
export function documentsOf(message: Message): TextDocument[] {
  const [payload] = message.payloads;
  return payload === undefined ? [] : [JSON.parse(new TextDecoder().decode(payload))].flat();
}

/** Calls and returns the texts of the answer. */
export async function texts(service: CallService, endpoint: string, parameters: JsonObject = {}, options?: CallOptions): Promise<string[]> {
  const reply = await service.call(request(endpoint, parameters), options);
  if (reply.envelope.status?.code === 'ERROR') throw new Error(reply.envelope.status.description);
  return documentsOf(reply).map(({ text = '' }) => text);
}

/** An open stream's request. */
export function opening(endpoint: string, parameters: JsonObject = {}): Message {
  const { envelope, payloads } = request(endpoint, parameters);
  return { envelope: { ...envelope, kind: 'open' }, payloads };
}
