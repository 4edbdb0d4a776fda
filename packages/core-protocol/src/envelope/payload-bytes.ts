import type { Message } from './envelope.js';

/** Bytes of all payloads of a message: what credits and size limits count. */
export function payloadBytesOf({ payloads }: Message): number {
  if (payloads.length === 1) return (payloads[0] as Uint8Array).byteLength;
  let bytes = 0;
  for (const payload of payloads) bytes += payload.byteLength;
  return bytes;
}
