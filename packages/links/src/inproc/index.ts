/**
 * The links between threads of one process, without what the other links load: every Executor's thread pays for its imports.
 *
 * @packageDocumentation
 */

export { DEFAULT_CREDITS } from '../credits/default-credits.js';
export type { Serving } from '../pea-end/serving.js';
export { connectInproc, type InprocLinkOptions } from './connect-inproc.js';
export { type InprocServingOptions, serveInproc } from './serve-inproc.js';
