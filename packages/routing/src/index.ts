/**
 * One sentence on what @zedflow/routing is for.
 *
 * @packageDocumentation
 */
export const routing = '@zedflow/routing';
