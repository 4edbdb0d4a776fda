import type { ContentType, Message } from '@zedflow/core-protocol';

/** How a request is sent. */
export interface SendOptions {
  /** Fires when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** What one `post` sends its requests through. */
export interface Session {
  /** Rejects with a `RuntimeError` when no answer comes; a handler's error is an answer. */
  send(request: Message, options: SendOptions): Promise<Message>;
  /** Ends the session; what is still under way is cancelled. */
  close(): void;
}

/** Options of {@link Transport.open}. */
export interface SessionOptions {
  /** One long stream for all requests; otherwise a call of its own for each (gRPC only). */
  readonly isStream: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** One protocol. */
export interface Transport {
  /** How this protocol writes documents. */
  readonly contentType: ContentType;
  open(options: SessionOptions): Session;
  /** One document in, many out. */
  streamDoc(request: Message, options: SendOptions): AsyncIterable<Message>;
  /** Asks the Flow for a dry run through all its Executors. Never rejects. */
  isReady(options: SendOptions): Promise<boolean>;
  close(): Promise<void>;
}
