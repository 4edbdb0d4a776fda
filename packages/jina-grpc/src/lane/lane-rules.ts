/**
 * A lane is one bidirectional `Call` between two of our own nodes that speaks the protocol of the other links: many calls and
 * streams at once, each of which can be cancelled or fail alone, headers and deadlines per call, waiting calls packed into one
 * message. A client asks for it by metadata, after the peer's info has said that it has lanes; everybody else gets plain RPCs.
 */
export const LANE_KEY = 'zedflow-lane';

/**
 * Largest message that the sender of it reads, in bytes, -1 = any: of the server in its info, of the client in the metadata of
 * the lane. One message beyond it would end the lane with all its calls, so neither side sends one.
 */
export const LANE_LIMIT_KEY = 'zedflow-max-message-bytes';

/** What a limit leaves for payloads: a message has a head and a header too. */
const HEAD_BYTES = 4_096;

/** The limit for what is sent to a peer that told `told`, when this side's own is `own`. */
export function laneLimit(own: number, told: unknown): number {
  const theirs = typeof told === 'string' && /^\d{1,12}$/.test(told) ? Math.max(1, Number(told) - HEAD_BYTES) : -1;
  if (own < 0 || theirs < 0) return Math.max(own, theirs);
  return Math.min(own, theirs);
}

/** The one version of lanes so far. */
export const LANE_VERSION = '1';
