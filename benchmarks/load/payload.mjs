/** One request with one document of `bytes` bytes, encoded once per run: the generator's work must not be what is measured. */
import { encodeDataRequest, encodeDocuments } from '@zedflow/core-protocol';

const ENDPOINT = '/echo';

/** Body of `POST /post`. */
export function jsonBody(bytes) {
  return Buffer.from(JSON.stringify({ data: [{ text: 'x'.repeat(bytes) }], execEndpoint: ENDPOINT }));
}

/** Jina's DataRequestProto. A large document carries a tensor, as one in the field would. */
export function dataRequest(bytes) {
  const isLarge = bytes > 10_000;
  const document = isLarge
    ? { id: 'd', tensor: { dtype: 'float32', shape: [Math.floor(bytes / 4)], data: new Float32Array(Math.floor(bytes / 4)).fill(0.5) } }
    : { id: 'd', text: 'x'.repeat(bytes) };
  const envelope = { kind: 'call', sequence: 0, requestId: 'bench', endpoint: ENDPOINT, contentType: 'jina/v2' };
  return Buffer.from(encodeDataRequest({ envelope, payloads: [encodeDocuments('jina/v2', [document])] }));
}
