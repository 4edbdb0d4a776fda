import type { JsonObject } from '@zedflow/core-protocol';
import type { LifeCycleState, Startable } from './life-cycle.js';
import type { Logger } from './logger.js';
import type { Metrics } from './metrics.js';
import type { PeaPlace, PlaceKind } from './place.js';
import type { Replica } from './replica.js';

/**
 * User code, resolved and ready to load in a worker: plain data that survives `postMessage` and a command line.
 * Made by the loader of `@zedflow/executor`.
 */
export interface ExecutorSource {
  /** URL (`file:` or `data:` of bundled JavaScript) or package name to `import()`. Absent for a builtin. */
  readonly module?: string;
  /** Exported class name, or the name of a builtin (`BaseExecutor`). */
  readonly className: string;
  /** URLs to import before `module`, in order (`py_modules`). */
  readonly preload: readonly string[];
  /** Merged `with` of the Executor YAML and `uses_with`. */
  readonly with: JsonObject;
  readonly metas: JsonObject;
  /** `requests` of the Executor YAML and `uses_requests`: endpoint to method name. */
  readonly requests: Readonly<Record<string, string>>;
  /** What the user wrote, for errors and logs. */
  readonly label: string;
}

/** When a Pea whose Executor ended by itself is started again. */
export interface RestartPolicy {
  /** `on-failure` (default) or `never`. */
  readonly mode: 'on-failure' | 'never';
  /** Failed starts in a row after which the Pea is given up. Default 5. A start that became ready resets the count. */
  readonly maxFailedStarts: number;
  /** Milliseconds before the first restart; doubles with each failed start up to `maxDelayMs`. Defaults 100 and 10,000. */
  readonly delayMs: number;
  readonly maxDelayMs: number;
}

/** Who a Pea is. */
export interface PeaIdentity {
  /** `encoder/rep-0`; a process that runs it shows `--pea=encoder/rep-0` on its command line. */
  readonly name: string;
  readonly deployment: string;
  readonly shardId: number;
  readonly replicaId: number;
}

/** How long a Pea may take, how often it may fail, and how much it takes at once. */
export interface PeaLimits {
  /** Milliseconds of *silence* while starting after which the start fails. -1 = for ever. */
  readonly timeoutReadyMs: number;
  /** Milliseconds for control calls and each rung of the stop ladder. */
  readonly timeoutCtrlMs: number;
  readonly restart: RestartPolicy;
  /** Calls and payload bytes that may wait at or run in this Pea. */
  readonly maxInFlight: number;
  readonly maxInFlightBytes: number;
  /** -1 = no limit. */
  readonly maxMessageBytes: number;
}

/** Everything that a Runtime needs to run one Pea: who it is, its code, its limits, and where it runs. */
export interface PeaSpec<Kind extends PlaceKind = PlaceKind> extends PeaIdentity, PeaLimits {
  readonly source: ExecutorSource;
  /** Where it runs, with all that only this kind of place knows. */
  readonly place: PeaPlace<Kind>;
  /** Folder for this replica's files; made on demand. */
  readonly workspace: string;
  /** Also listen on gRPC in Jina's wire: `{ host, port }`, port 0 = any free one. */
  readonly listen?: { readonly host: string; readonly port: number };
  /** Also answer `status` on a TCP control port: `{ host, port }`, port 0 = any free one. Absent = none. */
  readonly control?: { readonly host: string; readonly port: number };
  /** No output of the Executor is shown. */
  readonly quiet: boolean;
  /** Stack traces of what a handler throws go to the caller. Default false: they show paths of this machine. */
  readonly exposeStacks?: boolean;
}

/** What ended a Pea's Executor. */
export interface PeaExit {
  readonly reason: 'stopped' | 'crashed' | 'killed' | 'timed_out';
  readonly exitCode?: number;
  readonly signal?: string;
  /** Milliseconds from spawn to exit. */
  readonly durationMs: number;
  /** Ended by force in the stop ladder. */
  readonly forced: boolean;
}

/** What happens to a Pea, for live tables and logs. */
export type PeaEvent =
  | { readonly type: 'state'; readonly state: LifeCycleState }
  /** What a starting Pea waits for: `spawned`, `importing`, `init 40 %`, `connecting`, `restart in 2 s`. */
  | { readonly type: 'waiting'; readonly what: string }
  /** One line of the Executor's own output. */
  | { readonly type: 'output'; readonly stream: 'stdout' | 'stderr'; readonly line: string }
  | { readonly type: 'exit'; readonly exit: PeaExit };

/** One running unit: hosts one Executor through as many incarnations as its restart policy allows. */
export interface Pea extends Startable, Replica {
  readonly spec: PeaSpec;
  /** What it waits for now; empty when ready. */
  readonly waitingFor: string;
  /** Process id of the current incarnation, when it has one on this machine; of this process for a thread. */
  readonly pid: number | undefined;
  /** Address of the explicit gRPC listener (`spec.listen`) once ready. */
  readonly listenAddress: string | undefined;
  /** Address of the control port (`spec.control`), `tcp://host:port`, once ready. */
  readonly controlAddress?: string | undefined;
  onEvent(listener: (event: PeaEvent) => void): () => void;
}

/** What a Runtime gets from its surroundings. */
export interface RuntimeContext {
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** A way to run Peas at one or several kinds of place. It may hold a connection (to Docker, to a host): whoever made it disposes it. */
export interface Runtime extends AsyncDisposable {
  /** `ZEDRuntime`, `WorkerRuntime`, ... */
  readonly name: string;
  /** A Pea that is not started yet. Throws `config_unsupported` for a kind of place that this runtime does not have. */
  createPea(spec: PeaSpec, context: RuntimeContext): Pea;
}
