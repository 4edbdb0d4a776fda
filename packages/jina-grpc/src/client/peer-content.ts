import { type ContentType, joinDocuments, type Message, transcode, withoutFrames } from '@zedflow/core-protocol';
import { answeringEndpoint, type PeaDescription } from '@zedflow/runtime-api';

/** A request in the generation of a foreign peer; the documents are written anew only when they are in another form. */
export function requestForPeer(given: Message, generation: ContentType, description: PeaDescription | undefined): Message {
  const request = withoutFrames(given);
  const { envelope, payloads } = request;
  if (payloads.length === 0 || envelope.contentType === generation) return request;
  const schema = answeringEndpoint(description?.endpoints ?? [], envelope.endpoint)?.input?.schema;
  const from = envelope.contentType ?? generation;
  return {
    envelope: { ...envelope, contentType: generation },
    payloads: payloads.map((payload) => (from === generation ? payload : transcode(from, generation, payload, schema))),
  };
}

/** An answer in a form that the caller reads. */
export function answerForCaller(answer: Message, request: Message, description: PeaDescription | undefined): Message {
  const { contentType } = answer.envelope;
  const { accept, endpoint } = request.envelope;
  const [payload] = answer.payloads;
  const [wanted] = accept ?? [];
  if (payload === undefined || contentType === undefined || wanted === undefined || accept?.includes(contentType)) return answer;
  const schema = answeringEndpoint(description?.endpoints ?? [], endpoint)?.output?.schema;
  return { envelope: { ...answer.envelope, contentType: wanted }, payloads: [transcode(contentType, wanted, payload, schema)] };
}

/** The parts of a joined message as one, for a peer that does not take several. */
export function joined(request: Message, generation: ContentType): Message {
  const { parts: _parts, ...envelope } = request.envelope;
  return { envelope, payloads: [joinDocuments(generation, request.payloads)] };
}
