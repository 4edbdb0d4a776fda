import type { ForkOptions } from 'node:child_process';
import type { PeaSpec } from '@zedflow/runtime-api';
import { HAS_PROCESS_GROUPS } from './process-group.js';

/** The command line of a child after its entry: `ps` shows whose process it is. */
export function childArguments(spec: Pick<PeaSpec, 'name'>): string[] {
  return [`--pea=${spec.name}`];
}

/** Node options, environment and pipes of a child. Options of this process itself (`--inspect`, loaders) are not passed on. */
export function forkOptions(spec: Pick<PeaSpec, 'env' | 'maxHeapMb' | 'nodeOptions' | 'inspect'>, env: NodeJS.ProcessEnv): ForkOptions {
  const execArgv = ['--enable-source-maps'];
  if (spec.maxHeapMb !== undefined) execArgv.push(`--max-old-space-size=${spec.maxHeapMb}`);
  if (spec.inspect !== undefined) execArgv.push(`--inspect=${spec.inspect}`);
  return {
    execArgv: [...execArgv, ...spec.nodeOptions],
    env: { ...env, ...spec.env },
    // A group of its own: what user code starts ends with it.
    detached: HAS_PROCESS_GROUPS,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Errors in log fields keep their class and stack.
    serialization: 'advanced',
  };
}
