import type { Outgoing } from '../outbox/outgoing.js';
import { BATCH_MAGIC, type EncodedBatch, LARGE_FLAG, LARGE_PAYLOAD_BYTES, PREAMBLE_BYTES } from './batch-layout.js';
import { encodeHeaders } from './encode-headers.js';

const NO_LARGE: readonly Uint8Array[] = [];

/** Packs messages into one frame; payloads from 64 KiB up stay apart and are not copied. */
export function encodeBatch(items: readonly Outgoing[]): EncodedBatch {
  let tableBytes = 0;
  let packedBytes = 0;
  for (const { message } of items) {
    tableBytes += 8;
    for (const payload of message.payloads) {
      tableBytes += 4;
      if (payload.byteLength < LARGE_PAYLOAD_BYTES) packedBytes += payload.byteLength;
    }
  }

  const headers = encodeHeaders(items);
  const headerBytes = Buffer.byteLength(headers);
  const headerStart = PREAMBLE_BYTES + tableBytes;
  // A buffer of its own, not a slice of Node's pool: it is handed to another thread or to ZeroMQ as it is.
  const frame = Buffer.allocUnsafeSlow(headerStart + headerBytes + packedBytes);
  frame.write(headers, headerStart, headerBytes, 'utf8');

  const view = new DataView(frame.buffer, frame.byteOffset, headerStart);
  view.setUint32(0, BATCH_MAGIC, true);
  view.setUint32(4, items.length, true);
  view.setUint32(8, tableBytes, true);
  view.setUint32(12, headerBytes, true);
  let large = NO_LARGE as Uint8Array[];
  let entry = PREAMBLE_BYTES;
  let end = headerStart + headerBytes;
  for (const { sequence, message } of items) {
    view.setUint32(entry, sequence, true);
    view.setUint32(entry + 4, message.payloads.length, true);
    entry += 8;
    for (const payload of message.payloads) {
      const { byteLength } = payload;
      if (byteLength < LARGE_PAYLOAD_BYTES) {
        view.setUint32(entry, byteLength, true);
        frame.set(payload, end);
        end += byteLength;
      } else {
        view.setUint32(entry, byteLength | LARGE_FLAG, true);
        if (large === NO_LARGE) large = [];
        large.push(payload);
      }
      entry += 4;
    }
  }
  return { frame, large };
}
