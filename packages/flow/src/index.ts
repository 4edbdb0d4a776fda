/**
 * One sentence on what @zedflow/flow is for.
 *
 * @packageDocumentation
 */
export const flow = '@zedflow/flow';
