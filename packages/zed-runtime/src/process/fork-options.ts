import type { ForkOptions } from 'node:child_process';
import type { PeaIdentity, PeaPlace } from '@zedflow/runtime-api';
import { HAS_PROCESS_GROUPS } from './process-group.js';

/** The command line of a child after its entry: `ps` shows whose process it is. */
export function childArguments(spec: Pick<PeaIdentity, 'name'>): string[] {
  return [`--pea=${spec.name}`];
}

/** Node options, environment and pipes of a child. Options of this process itself (`--inspect`, loaders) are not passed on. */
export function forkOptions(place: PeaPlace<'process'>, env: NodeJS.ProcessEnv): ForkOptions {
  const execArgv = ['--enable-source-maps'];
  if (place.maxHeapMb !== undefined) execArgv.push(`--max-old-space-size=${place.maxHeapMb}`);
  if (place.inspect !== undefined) execArgv.push(`--inspect=${place.inspect}`);
  return {
    execArgv: [...execArgv, ...place.nodeOptions],
    env: { ...env, ...place.env },
    // A group of its own: what user code starts ends with it.
    detached: HAS_PROCESS_GROUPS,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Errors in log fields keep their class and stack.
    serialization: 'advanced',
  };
}
