/** Bounds of what one decode call may build. */
export interface DocumentLimits {
  /** Deepest nesting, counted as the wire nests: protobuf messages, or brackets of JSON. Default 100, as Python's protobuf has it. */
  readonly maxDepth?: number;
  /** Documents of one payload, without nested ones. Default 1,000,000. */
  readonly maxDocuments?: number;
}

export const DEFAULT_MAX_DEPTH = 100;
export const DEFAULT_MAX_DOCUMENTS = 1_000_000;

/**
 * Bytes of tensors that a payload may have without sending them: Jina reads a shape without a buffer as zeros, so ten bytes
 * could otherwise ask for gigabytes.
 */
export const MAX_ZERO_FILL_BYTES = 64 * 1024 * 1024;

/** Bytes and tensors up to this size are copied out of the payload: a small value that is kept must not keep a whole frame alive. */
export const COPY_BELOW_BYTES = 4096;

/** What one decode call carries along. */
export interface DecodeState {
  readonly keepOrigin: boolean;
  zeroFillBytes: number;
}
