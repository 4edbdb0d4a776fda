import { countDocuments, type Message, RuntimeError } from '@zedflow/core-protocol';

/** The shortest document on any wire: `{}` without its comma, or a protobuf tag with a length of zero. */
const MIN_DOCUMENT_BYTES = 2;

/** Throws `protocol_message_too_large` for a request with more documents. Counts only where the bytes could hold so many. */
export function assertDocumentLimit({ envelope, payloads }: Message, maxDocuments: number): void {
  const payload = payloads[0];
  const { contentType } = envelope;
  if (payload === undefined || contentType === undefined || payload.byteLength <= maxDocuments * MIN_DOCUMENT_BYTES) return;
  const documents = countDocuments(contentType, payload);
  if (documents <= maxDocuments) return;
  const message = `the request has ${documents} documents; at most ${maxDocuments} are allowed (maxDocuments)`;
  throw new RuntimeError('protocol_message_too_large', message, { details: { documents, maxDocuments } });
}
