import type { Outgoing } from '../outbox/outgoing.js';

/** The way to the other end of a link, as the part above it sees it: writes batches, never two at once. */
export interface Channel {
  /** A promise = not ready for the next batch before it has settled. Throws or rejects when the way is broken. */
  write(batch: Outgoing[]): Promise<void> | undefined;
  /** Whether the handler of a call that was written may have begun. Calls are written in the order of their sequences. */
  mayHaveStarted(sequence: number): boolean;
  close(): Promise<void> | void;
}
