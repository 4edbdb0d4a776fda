/**
 * One sentence on what @zedflow/runtime-api is for.
 *
 * @packageDocumentation
 */
export const runtimeApi = '@zedflow/runtime-api';
