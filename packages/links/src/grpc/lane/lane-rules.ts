/**
 * A lane is one bidirectional `Call` between two of our own nodes that speaks the protocol of the other links: many calls and
 * streams at once, each of which can be cancelled or fail alone, headers and deadlines per call, waiting calls packed into one
 * message. A client asks for it by metadata, after the peer's info has said that it has lanes; everybody else gets plain RPCs.
 */
export const LANE_KEY = 'zedflow-lane';

/** The one version of lanes so far. */
export const LANE_VERSION = '1';
