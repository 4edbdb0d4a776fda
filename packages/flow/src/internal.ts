/**
 * For other packages of this workspace.
 *
 * @internal
 * @packageDocumentation
 */
export { type ServedExecutor, type ServeExecutorOptions, serveExecutor } from './life/serve-executor.js';
export { type ServedGateway, type ServeGatewayOptions, serveGateway } from './life/serve-gateway.js';
export { onStopSignals } from './life/stop-signals.js';
