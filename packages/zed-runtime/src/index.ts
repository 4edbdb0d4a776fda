/**
 * One sentence on what @zedflow/zed-runtime is for.
 *
 * @packageDocumentation
 */
export const zedRuntime = '@zedflow/zed-runtime';
