/**
 * One sentence on what @zedflow/gateway is for.
 *
 * @packageDocumentation
 */
export const gateway = '@zedflow/gateway';
