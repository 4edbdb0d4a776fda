import type { Envelope, Message } from '@zedflow/core-protocol';

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

/** A message that is an envelope alone, as links and control tell each other things beside calls. */
export function bareOutgoing(envelope: Envelope): Outgoing {
  return { sequence: envelope.sequence, message: { envelope, payloads: [] }, isWritten: false, dropped: false };
}
