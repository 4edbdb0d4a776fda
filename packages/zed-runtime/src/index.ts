/**
 * Peas on this machine: each Executor alone in a thread, in this process or in a child process, supervised.
 *
 * @packageDocumentation
 */
export { createWorkerRuntime, createZedRuntime } from './zed-runtime.js';
