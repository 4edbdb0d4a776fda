import { isMainThread } from 'node:worker_threads';
import { RuntimeError } from '@zedflow/core-protocol';

const LOADED = Symbol.for('zedflow.executor.loaded');
const surroundings = globalThis as { [LOADED]?: string };

/**
 * Runs `load` and marks this thread as one of the Executor `label`, so that nothing the module does can start a Flow.
 * A worker stays marked: a module that calls an async `main()` may come to its Flow long after it is loaded.
 */
export async function whileLoading<T>(label: string, load: () => Promise<T>): Promise<T> {
  surroundings[LOADED] = label;
  try {
    return await load();
  } finally {
    if (isMainThread) delete surroundings[LOADED];
  }
}

/**
 * Refuses `what` (such as `Flow.start()`) in the thread of an Executor. Such a Flow would load the module again in threads of its own,
 * which would start the Flow again, without end.
 *
 * @throws RuntimeError `flow_invalid`
 */
export function assertNoExecutorLoads(what: string): void {
  const label = surroundings[LOADED];
  if (label === undefined) return;
  throw new RuntimeError(
    'flow_invalid',
    `${what} was called in the thread of Executor ${label}: a module that it imports starts a Flow. The Executors of that Flow would ` +
      'import the module again, and start it again, without end. Move the Flow to one file and the Executor class to another',
    { details: { executor: label } },
  );
}
