/**
 * One sentence on what zedflow is for.
 *
 * @packageDocumentation
 */
export const zedflow = 'zedflow';
