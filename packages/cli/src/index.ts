/**
 * The `zedflow` command.
 *
 * @example
 * ```ts
 * import { main } from '@zedflow/cli';
 *
 * process.exitCode = await main(['flow', '--uses', 'flow.yml']);
 * ```
 *
 * @packageDocumentation
 */
export { EXIT_CODES } from './exit-codes.js';
export { main } from './main.js';
