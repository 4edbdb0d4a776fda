import type { RuntimeError } from '@zedflow/core-protocol';
import type { CallService } from './call-service.js';
import type { PeaDescription } from './description.js';

/**
 * A place that a router balances over. A Pea is one, for all its incarnations; so is a link, for one.
 *
 * A call that fails because the place went away rejects with `executor_died`, `transport_lost`, `transport_closed` or
 * `runtime_draining`; `details.started` is then `false` when the handler certainly had not begun, and `true` when it may have.
 */
export interface Replica extends CallService {
  /** `encoder/rep-0`. */
  readonly name: string;
  readonly isReady: boolean;
  /** Calls that were sent and not answered. */
  readonly inFlight: number;
  /** Whether the Pea has granted room for one more call of `payloadBytes`. Always false when not ready. Asking changes nothing. */
  canTake(payloadBytes: number): boolean;
  readonly description: PeaDescription | undefined;
  /**
   * True when a call ends with `deadline_exceeded` by itself once its deadline has passed, however silent the other side is. All links
   * do so, and keep the deadlines of all their calls together; a router has to watch the calls of any other replica one by one.
   */
  readonly keepsDeadlines?: boolean;
  /** Why it is given up and will not become ready by itself. None while it is ready, starting, or to be restarted. */
  readonly failure?: RuntimeError | undefined;
  /** `listener` runs whenever `isReady` changed or room came free. Returns the unsubscribe function. */
  subscribe(listener: () => void): () => void;
}

/** How a router reaches one incarnation of a Pea. Never used again once closed. */
export interface Link extends Replica {
  /** `inproc://encoder/rep-0`, `ipc://...`, `grpc://host:port`, for logs and errors. */
  readonly address: string;
  /** Settles when the link is over: with the reason when it broke, with undefined when `close` was called. */
  readonly closed: Promise<RuntimeError | undefined>;
  /** Rejects what is in flight with `transport_closed`. Safe to call twice. */
  close(): Promise<void>;
  /**
   * Ends the link because somebody who watches the Pea knows that it is gone, perhaps earlier than the link does: what is in flight
   * rejects with `error` and its own `details.started`. The first reason wins; after the end it does nothing.
   */
  fail(error: RuntimeError): void;
}
