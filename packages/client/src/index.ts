/**
 * One sentence on what @zedflow/client is for.
 *
 * @packageDocumentation
 */
export const client = '@zedflow/client';
