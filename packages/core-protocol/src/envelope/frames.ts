import { malformed } from '../errors/protocol-error.js';
import type { Envelope, Message } from './envelope.js';
import { decodeHeader, encodeHeader } from './header-codec.js';

/**
 * The frames of one message on a raw socket: the header frame, then the payloads as they are (not copied).
 * One message is one multipart message. Throws as {@link encodeHeader}.
 */
export function encodeEnvelope(envelope: Envelope, payloads: readonly Uint8Array[] = []): Uint8Array[] {
  return [encodeHeader(envelope), ...payloads];
}

/**
 * The message of the frames of {@link encodeEnvelope}. Payloads are the given frames themselves: who changes a frame changes the
 * message, and a kept payload keeps its frame. Throws as {@link decodeHeader}.
 */
export function decodeEnvelope(frames: readonly Uint8Array[]): Message {
  const [header, ...payloads] = frames;
  if (header === undefined) throw malformed('message', 'it has no frames, at least the header frame is needed');
  return { envelope: decodeHeader(header), payloads };
}
