/**
 * One sentence on what @zedflow/cli is for.
 *
 * @packageDocumentation
 */
export const cli = '@zedflow/cli';
