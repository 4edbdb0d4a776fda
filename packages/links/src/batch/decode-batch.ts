import { type Envelope, MESSAGE_KINDS, type Message } from '@zedflow/core-protocol';
import { BATCH_MAGIC, LARGE_FLAG, malformedBatch, PREAMBLE_BYTES } from './batch-layout.js';
import { decodeHeaders } from './decode-headers.js';

const KINDS: ReadonlySet<unknown> = new Set(MESSAGE_KINDS);
const NO_PAYLOADS: readonly Uint8Array[] = [];

/**
 * Unpacks what `encodeBatch` packed. Small payloads are views on `frame`. Messages of a kind that this version does not know are skipped.
 *
 * @throws RuntimeError `protocol_malformed` when the bytes are not a batch.
 */
export function decodeBatch(frame: Uint8Array, large: readonly Uint8Array[]): Message[] {
  if (frame.byteLength < PREAMBLE_BYTES) throw malformedBatch('shorter than a batch can be');
  const { buffer, byteOffset } = frame;
  const view = new DataView(buffer, byteOffset, frame.byteLength);
  if (view.getUint32(0, true) !== BATCH_MAGIC) throw malformedBatch('does not begin as a batch does');
  const count = view.getUint32(4, true);
  const tableEnd = PREAMBLE_BYTES + view.getUint32(8, true);
  const headersEnd = tableEnd + view.getUint32(12, true);
  if (headersEnd > frame.byteLength) throw malformedBatch('its lengths reach beyond its end');

  const headers = Buffer.from(buffer, byteOffset, frame.byteLength).toString('utf8', tableEnd, headersEnd);
  const envelopes = decodeHeaders(headers, count);
  const messages: Message[] = [];
  let entry = PREAMBLE_BYTES;
  let start = headersEnd;
  let largeUsed = 0;
  for (let index = 0; index < count; index++) {
    if (entry + 8 > tableEnd) throw malformedBatch('its table is too short');
    const sequence = view.getUint32(entry, true);
    const payloadCount = view.getUint32(entry + 4, true);
    entry += 8;
    if (payloadCount > (tableEnd - entry) / 4) throw malformedBatch('its table is too short');
    let payloads = NO_PAYLOADS as Uint8Array[];
    for (let taken = 0; taken < payloadCount; taken++) {
      if (taken === 0) payloads = [];
      const length = view.getUint32(entry, true);
      entry += 4;
      if ((length & LARGE_FLAG) === 0) {
        const payloadEnd = start + length;
        if (payloadEnd > frame.byteLength) throw malformedBatch('a payload reaches beyond its end');
        payloads.push(new Uint8Array(buffer, byteOffset + start, length));
        start = payloadEnd;
      } else {
        const payload = large[largeUsed++];
        if (payload === undefined || payload.byteLength !== (length & ~LARGE_FLAG))
          throw malformedBatch('a large payload is missing or cut');
        payloads.push(payload);
      }
    }
    const envelope = envelopes[index] as Envelope;
    if (!KINDS.has(envelope.kind)) continue;
    (envelope as { sequence: number }).sequence = sequence;
    messages.push({ envelope, payloads });
  }
  if (entry !== tableEnd || start !== frame.byteLength || largeUsed !== large.length)
    throw malformedBatch('it has bytes that belong to no message');
  return messages;
}
