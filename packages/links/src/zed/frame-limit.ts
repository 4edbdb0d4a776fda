/** Room for headers and tables beside the payloads. */
const HEADER_ROOM_BYTES = 16 * 1024 * 1024;
/** A packed frame holds many small messages, so it may be larger than one message may be. */
const PACKED_ROOM_BYTES = 64 * 1024 * 1024;

/** Bytes of the largest frame that a socket of the zed link takes, for a limit on messages. -1 = no limit. */
export function frameLimitOf(maxMessageBytes: number): number {
  return maxMessageBytes < 0 ? -1 : Math.max(maxMessageBytes, PACKED_ROOM_BYTES) + HEADER_ROOM_BYTES;
}

/** What a writer may pack into one frame under that limit. */
export function packLimitOf(maxMessageBytes: number): number {
  return maxMessageBytes < 0 ? Number.POSITIVE_INFINITY : frameLimitOf(maxMessageBytes);
}
