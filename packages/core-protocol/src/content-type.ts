/**
 * How the documents of a message are written.
 *
 * - `jina/v1`, `jina/v2`: `payloads[0]` is the body of Jina's `DataContentProto` (docarray below 0.30, and from 0.30 on),
 *   exactly the bytes of field 4 of `DataRequestProto`; no payload = no documents.
 * - `json`: `payloads[0]` is UTF-8 JSON, an array of documents or one document object.
 * - `zed/frames`: between our own nodes, for documents with large tensors or blobs. `payloads[0]` is a head with the documents of one of
 *   Jina's forms without these values, which are the payloads after it; so they are never copied with the documents around them.
 *   Offered by a link in `accept`, beside the forms that the reader of the answer takes.
 */
export const CONTENT_TYPES = ['jina/v1', 'jina/v2', 'json', 'zed/frames'] as const;

/** One of {@link CONTENT_TYPES}. */
export type ContentType = (typeof CONTENT_TYPES)[number];

/** Whether `value` is a content type of this version. */
export function isContentType(value: unknown): value is ContentType {
  return CONTENT_TYPES.includes(value as ContentType);
}
