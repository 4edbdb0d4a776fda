/**
 * One sentence on what @zedflow/testing is for.
 *
 * @packageDocumentation
 */
export const testing = '@zedflow/testing';
