/**
 * Turns `uses` into an Executor source that a worker can load. Runs in the parent: it compiles TypeScript and reads YAML,
 * so that workers need not.
 *
 * @packageDocumentation
 */
export type { ExecutorConfig } from './executor-config.js';
export type { Uses } from './name-class.js';
export { type ResolveUsesOptions, resolveUses } from './resolve-uses.js';
