import type { CallService, EndpointDescription, Logger, Metrics } from '@zedflow/runtime-api';

/** What a Runtime gives the host of an Executor. */
export interface HostContext {
  /** `encoder/rep-0`; results of the Executor stand under this name in `parameters.__results__`. */
  readonly name: string;
  readonly deployment: string;
  /** Folder for this replica's files; made on demand. */
  readonly workspace: string;
  readonly shardId: number;
  readonly replicaId: number;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Put stack traces of handlers into the status that callers get. Default false: logs have them always. */
  readonly exposeStacks?: boolean;
  /** Called with what a starting Executor is doing: `importing`, `init`, `loading model 40 %`. */
  onProgress(what: string): void;
}

/** The part of a Pea's description that its Executor knows. */
export interface ExecutorDescription {
  /** Class name. */
  readonly executor: string;
  readonly endpoints: readonly EndpointDescription[];
}

/** One Executor, ready for calls. */
export interface ExecutorHost extends CallService {
  readonly description: ExecutorDescription;
  /** Runs the Executor's `close` once. Calls are refused from now on; those under way should have ended before. Never rejects. */
  close(): Promise<void>;
}
