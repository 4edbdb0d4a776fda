/**
 * One sentence on what @zedflow/links is for.
 *
 * @packageDocumentation
 */
export const links = '@zedflow/links';
