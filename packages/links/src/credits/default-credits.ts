/** What a Pea grants to its router when its owner says nothing: calls, and payload bytes, in flight. */
export const DEFAULT_CREDITS = { calls: 256, bytes: 256 * 1024 * 1024 } as const;
