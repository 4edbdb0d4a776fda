import { RuntimeError } from '@zedflow/core-protocol';

const LOADING = Symbol.for('zedflow.executor.loading');
const surroundings = globalThis as { [LOADING]?: string };

/** Runs `load` and marks this thread meanwhile, so that nothing the module does can start a Flow. */
export async function whileLoading<T>(label: string, load: () => Promise<T>): Promise<T> {
  surroundings[LOADING] = label;
  try {
    return await load();
  } finally {
    delete surroundings[LOADING];
  }
}

/**
 * Refuses `what` (such as `Flow.start()`) while this thread loads the module of an Executor. Such a Flow would load the module
 * again in its own Executors, which would start the Flow again, without end.
 *
 * @throws RuntimeError `flow_invalid`
 */
export function assertNoExecutorLoads(what: string): void {
  const label = surroundings[LOADING];
  if (label === undefined) return;
  throw new RuntimeError(
    'flow_invalid',
    `${what} was called while the module of Executor ${label} is being loaded. Its Executors would load this module again, and start ` +
      `the Flow again. Move the Flow to a file of its own, or the Executor class to one`,
    { details: { executor: label } },
  );
}
