import { RuntimeError } from '@zedflow/core-protocol';
import type { Outgoing } from '../outbox/outgoing.js';
import type { EncodedBatch } from './batch-layout.js';
import { encodeBatch } from './encode-batch.js';

/** What one message of a batch failed with, when the others could go. */
export type RefuseItem = (item: Outgoing, error: RuntimeError) => void;

/**
 * Encodes a batch; when that fails, or its frame is larger than `maxFrameBytes`, its halves, so that one bad message
 * (parameters that are not JSON, a huge header) is refused alone and takes no other call with it. The error does not say that the
 * call was not started: no other replica could take it either.
 */
export function packBatch(items: readonly Outgoing[], maxFrameBytes: number, refuse: RefuseItem): EncodedBatch[] {
  let failure: RuntimeError;
  try {
    const encoded = encodeBatch(items);
    if (encoded.frame.byteLength <= maxFrameBytes) return [encoded];
    failure = new RuntimeError(
      'protocol_message_too_large',
      `A message of ${encoded.frame.byteLength} bytes (without large payloads) is beyond the limit of ${maxFrameBytes} bytes of its link.`,
      { details: { bytes: encoded.frame.byteLength, maxBytes: maxFrameBytes } },
    );
  } catch (cause) {
    failure = new RuntimeError('invalid_argument', 'The header of a message (parameters, body, details) is not JSON.', {
      cause,
    });
  }
  if (items.length > 1) {
    const middle = items.length >> 1;
    return [...packBatch(items.slice(0, middle), maxFrameBytes, refuse), ...packBatch(items.slice(middle), maxFrameBytes, refuse)];
  }
  for (const item of items) refuse(item, failure);
  return [];
}
