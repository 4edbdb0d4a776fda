import type { JsonObject } from '@zedflow/core-protocol';
import { type Logger, type Metrics, NO_METRICS, SILENT_LOGGER } from '@zedflow/runtime-api';

/** What a host gives an Executor that it constructs. */
export interface ExecutorSetup {
  readonly name: string;
  readonly deployment: string;
  /** Undefined when there is no host. */
  readonly workspace: string | undefined;
  readonly shardId: number;
  readonly replicaId: number;
  readonly metas: JsonObject;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly onProgress: (what: string) => void;
  /** Absent when there is no host. */
  readonly options?: unknown;
}

const CURRENT = Symbol.for('zedflow.executor.setup');
const surroundings = globalThis as { [CURRENT]?: ExecutorSetup };

/**
 * Runs `construct` so that the Executor it makes finds `setup`.
 * The setup does not go through the constructor's arguments, which belong to the user's class.
 */
export function constructWith<T>(setup: ExecutorSetup, construct: () => T): T {
  const before = surroundings[CURRENT];
  surroundings[CURRENT] = setup;
  try {
    return construct();
  } finally {
    if (before === undefined) delete surroundings[CURRENT];
    else surroundings[CURRENT] = before;
  }
}

/** The setup of the Executor that is being constructed, or a silent one for a bare `new MyExecutor()`. */
export function takeSetup(className: string): ExecutorSetup {
  return (
    surroundings[CURRENT] ?? {
      name: className,
      deployment: className,
      workspace: undefined,
      shardId: 0,
      replicaId: 0,
      metas: {},
      logger: SILENT_LOGGER,
      metrics: NO_METRICS,
      onProgress: () => {},
    }
  );
}
