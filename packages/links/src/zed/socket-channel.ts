import type { EncodedBatch } from '../batch/batch-layout.js';
import type { RefuseItem } from '../batch/pack-batch.js';
import { packBatch } from '../batch/pack-batch.js';
import type { Outgoing } from '../outbox/outgoing.js';

/** Writes batches with `send`, one after the other: ZeroMQ refuses a second send while one is under way. */
export function socketWriter(
  send: (encoded: EncodedBatch) => Promise<void>,
  maxFrameBytes: number,
  refuse: RefuseItem,
): (batch: Outgoing[]) => Promise<void> | undefined {
  return (batch) => {
    const encoded = packBatch(batch, maxFrameBytes, refuse);
    const [first] = encoded;
    if (first === undefined) return undefined;
    return encoded.length === 1 ? send(first) : sendAll(encoded, send);
  };
}

async function sendAll(encoded: readonly EncodedBatch[], send: (encoded: EncodedBatch) => Promise<void>): Promise<void> {
  for (const batch of encoded) await send(batch);
}
