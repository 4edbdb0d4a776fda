import type { Message } from '@zedflow/core-protocol';

/** Who makes a call, as the server that took it saw it. Never crosses a link. */
export interface Caller {
  readonly protocol: 'grpc' | 'http' | 'websocket';
  /** `ip:port` of the connection. */
  readonly peer: string;
  /** Who the caller has shown to be, once an interceptor has verified it. Never a secret. */
  readonly identity?: string;
}

/** What a caller may do to a call that is under way. */
export interface CallOptions {
  /** Fires when the caller is gone or the deadline has passed: the handler's own signal fires then too. */
  readonly signal?: AbortSignal;
  /** Set by the servers of a gateway, for its interceptors. */
  readonly caller?: Caller;
}

/**
 * Anything that answers calls: an Executor host, a link to one, a Deployment's router, a whole graph.
 * Parts compose because each is a CallService over another.
 *
 * A handler's error is an *answer* (a `reply` or `end` whose `status` is ERROR). A promise rejects, and an iteration throws,
 * only for failures outside the handler, always with a `RuntimeError`.
 */
export interface CallService {
  /** One `call` in, one `reply` out. A generator endpoint answers with all its items as the documents of one reply. */
  call(request: Message, options?: CallOptions): Promise<Message>;
  /** One `open` in, `item` messages out, then exactly one `end` as the last value. Leaving the loop cancels the call. */
  stream(request: Message, options?: CallOptions): AsyncIterable<Message>;
}
