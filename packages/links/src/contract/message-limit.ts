import { type Message, payloadBytesOf, RuntimeError } from '@zedflow/core-protocol';

/** Refuses a message beyond the limit of a link. -1 = no limit. */
export function tooLarge(message: Message, maxMessageBytes: number, what: string): RuntimeError | undefined {
  if (maxMessageBytes < 0) return undefined;
  const bytes = payloadBytesOf(message);
  if (bytes <= maxMessageBytes) return undefined;
  return new RuntimeError('protocol_message_too_large', `${what} has ${bytes} payload bytes, max_message_bytes is ${maxMessageBytes}.`, {
    details: { bytes, maxBytes: maxMessageBytes },
  });
}
