/** Items that a Pea may send ahead of the consumer; it gets room again in halves. */
export const STREAM_WINDOW_ITEMS = 64;
/** Payload bytes that a Pea may send ahead of the consumer; one larger item goes alone. */
export const STREAM_WINDOW_BYTES = 4 * 1024 * 1024;
