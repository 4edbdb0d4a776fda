import type { RuntimeError } from '@zedflow/core-protocol';

/** The Pea's end of a link. */
export interface Serving {
  /** Calls that came and are not answered yet. */
  readonly inFlight: number;
  /** Settles when the link is over: with the reason when the router went away, with undefined when `close` was called. */
  readonly closed: Promise<RuntimeError | undefined>;
  /** Lets the router send `calls` more calls and `bytes` more payload bytes at a time. */
  grant(calls: number, bytes: number): void;
  /** Refuses new calls with `runtime_draining`; resolves when all others are answered, rejects when `signal` fires first. */
  drain(options?: { readonly signal?: AbortSignal }): Promise<void>;
  /** Fires the signals of calls that still run, drops their answers and lets go of the socket or port. Safe to call twice. */
  close(): Promise<void>;
}
