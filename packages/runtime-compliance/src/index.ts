/**
 * One sentence on what @zedflow/runtime-compliance is for.
 *
 * @packageDocumentation
 */
export const runtimeCompliance = '@zedflow/runtime-compliance';
