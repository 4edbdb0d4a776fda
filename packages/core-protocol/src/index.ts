/**
 * One sentence on what @zedflow/core-protocol is for.
 *
 * @packageDocumentation
 */
export const coreProtocol = '@zedflow/core-protocol';
