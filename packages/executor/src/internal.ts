/**
 * For other packages of this workspace.
 *
 * @internal
 * @packageDocumentation
 */
export { type HostedSource, hostExecutorClass } from './host/host-executor-class.js';
export type { HostedExecutor, OnHandlerError } from './host/hosted-executor.js';
export { assertNoExecutorLoads } from './loading-flag.js';
