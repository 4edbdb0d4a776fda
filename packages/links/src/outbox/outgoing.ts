import type { Message } from '@zedflow/core-protocol';

/** A message on its way into a channel. A pending call is one itself, so that a call costs one object. */
export interface Outgoing {
  /** Pairs requests and answers; travels beside the envelope, so that no envelope is copied for it. */
  readonly sequence: number;
  readonly message: Message;
  /** Handed to the channel. */
  isWritten: boolean;
  /** Taken back before it was written. */
  dropped: boolean;
}

/** Bytes of all payloads of a message: what credits and size limits count. */
export function payloadBytesOf(message: Message): number {
  const { payloads } = message;
  if (payloads.length === 1) return (payloads[0] as Uint8Array).byteLength;
  let bytes = 0;
  for (const payload of payloads) bytes += payload.byteLength;
  return bytes;
}
