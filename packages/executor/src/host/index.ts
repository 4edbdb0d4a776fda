/**
 * Runs one Executor in this thread and answers calls with it. Runtimes use it; users of the SDK do not need it.
 *
 * @packageDocumentation
 */
export { createExecutorHost } from './create-executor-host.js';
export type { ExecutorDescription, ExecutorHost, HostContext } from './host-contract.js';
