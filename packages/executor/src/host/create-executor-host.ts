import type { ExecutorSource } from '@zedflow/runtime-api';
import type { ExecutorHost, HostContext } from './host-contract.js';
import { hostExecutorClass } from './host-executor-class.js';
import { loadExecutorClass } from './load-executor-class.js';

/**
 * Imports the module of `source`, makes the Executor and runs its `init`. The promise settles when it is ready for calls.
 *
 * @throws RuntimeError `config_not_found` (module or class missing), `config_invalid` (no Executor, bad endpoint, bad options),
 *   `executor_init_failed` (the module, the constructor or `init` threw; `details.stack` is the user's).
 */
export async function createExecutorHost(source: ExecutorSource, context: HostContext): Promise<ExecutorHost> {
  context.onProgress('importing');
  const executorClass = await loadExecutorClass(source);
  return hostExecutorClass(executorClass, source, context);
}
