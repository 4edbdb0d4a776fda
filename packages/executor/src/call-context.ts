import type { Document } from '@zedflow/core-protocol';
import type { Logger, Metrics } from '@zedflow/runtime-api';

/** What a handler is told about the call beside its documents. Valid until the handler has finished. */
export interface CallContext<Parameters = Record<string, unknown>> {
  /** As the caller sent them, or as the endpoint's parameter schema made them. */
  readonly parameters: Parameters;
  /** The endpoint that was called, also when `/default` answers it. */
  readonly endpoint: string;
  readonly requestId: string;
  /** Fires when the caller left or the deadline has passed. Hand it to `fetch`, timers and child processes. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadlineMs: number | undefined;
  /** The documents by the branch they came from, when branches were joined without a reduce; else undefined. */
  readonly docsMatrix: readonly Document[][] | undefined;
  /** The same by the name of the node each part came from; else undefined. */
  readonly docsMap: Readonly<Record<string, Document[]>> | undefined;
  /** What came beside the request (HTTP headers, gRPC metadata), names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** W3C trace context. */
  readonly traceparent: string | undefined;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Folder for this replica's files; made when first read. */
  readonly workspace: string;
  readonly shardId: number;
  readonly replicaId: number;
}
