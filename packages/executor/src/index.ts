/**
 * One sentence on what @zedflow/executor is for.
 *
 * @packageDocumentation
 */
export const executor = '@zedflow/executor';
