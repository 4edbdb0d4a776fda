import { RuntimeError } from '@zedflow/core-protocol';
import { type Pea, type PeaSpec, type Runtime, type RuntimeBackend, type RuntimeContext, SYSTEM_CLOCK } from '@zedflow/runtime-api';
import type { SpawnIncarnation } from '@zedflow/supervision';
import { SupervisedPea } from '@zedflow/supervision';
import { spawnProcess } from './process/process-incarnation.js';
import { spawnThread } from './thread/thread-incarnation.js';
import { ThreadPools } from './thread/thread-pools.js';

/** Options of {@link createZedRuntime} and {@link createWorkerRuntime}. */
export interface ZedRuntimeOptions {
  /** `PROCESS` (default): a child process per Pea, which isolates memory, crashes and environment. `THREAD`: a thread of this process. */
  readonly backend?: RuntimeBackend;
}

/**
 * Makes the Runtime that runs Peas on this machine, each Executor alone in a piscina thread: of this process (`THREAD`),
 * or of a child process (`PROCESS`). A Pea is started, restarted by its policy and stopped by itself; the Runtime has no state to close.
 *
 * `createPea` throws `config_unsupported` for an option that the backend cannot honour.
 */
export function createZedRuntime(options: ZedRuntimeOptions = {}): Runtime {
  return runtimeOn(options.backend ?? 'PROCESS', 'ZEDRuntime', () => {});
}

/**
 * The Runtime of one Executor that is served alone, without a Flow: every Pea listens on gRPC in Jina's wire (`spec.listen`).
 *
 * `createPea` throws `config_invalid` for a spec without `listen`, and what {@link createZedRuntime} throws.
 */
export function createWorkerRuntime(options: ZedRuntimeOptions = {}): Runtime {
  return runtimeOn(options.backend ?? 'THREAD', 'WorkerRuntime', (spec) => {
    if (spec.listen !== undefined) return;
    throw new RuntimeError(
      'config_invalid',
      `${spec.name}: WorkerRuntime needs an address to listen on, got none; set port (0 = any free one)`,
    );
  });
}

function runtimeOn(backend: RuntimeBackend, name: string, check: (spec: PeaSpec) => void): Runtime {
  const pools = new ThreadPools();
  return {
    name,
    createPea(spec: PeaSpec, context: RuntimeContext): Pea {
      check(spec);
      if (backend === 'THREAD') refuseProcessOptions(spec);
      const logger = context.logger.child({ name: spec.name });
      const named = { ...context, logger };
      const spawn: SpawnIncarnation = (hooks) =>
        backend === 'THREAD' ? spawnThread(pools, spec, named, hooks) : spawnProcess(spec, named, hooks);
      return new SupervisedPea(spec, spawn, logger, SYSTEM_CLOCK);
    },
  };
}

/** Options of Node itself hold for a whole process. */
function refuseProcessOptions(spec: PeaSpec): void {
  const refused = spec.nodeOptions.length > 0 ? 'nodeOptions' : spec.inspect !== undefined ? 'inspect' : undefined;
  if (refused === undefined) return;
  throw new RuntimeError(
    'config_unsupported',
    `${spec.name}: ${refused} needs a process of its own: set runtime_backend to PROCESS for this Executor, or start this process with the option`,
    { details: { pea: spec.name, option: refused, backend: 'THREAD' } },
  );
}
