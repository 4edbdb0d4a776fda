import { RuntimeError } from '@zedflow/core-protocol';

/**
 * A batch is one frame that carries many messages, and frames of their own for large payloads.
 *
 * ```text
 * u32 magic | u32 messages | u32 table bytes | u32 header bytes
 * table:    per message  u32 sequence | u32 payloads | per payload u32 length (top bit set: next large frame)
 * headers:  UTF-8 JSON, see `BatchHeaders`
 * payloads: the small ones, one after the other
 * ```
 *
 * All headers together are one JSON text: measured, that beats a header codec per message and the structured clone of objects,
 * and a reader skips members that a newer minor version added. Numbers are little endian.
 */
export const BATCH_MAGIC = 0x0144_455a; // 'ZED' and the major version 1

export const PREAMBLE_BYTES = 16;

/** Payloads from this size on travel as frames of their own (zed) or shared memory (inproc). */
export const LARGE_PAYLOAD_BYTES = 64 * 1024;

/** Marks a length in the table as that of a large frame; so payload lengths have 31 bits. */
export const LARGE_FLAG = 0x8000_0000;

/** What a batch looks like on a channel. */
export interface EncodedBatch {
  readonly frame: Uint8Array;
  /** Large payloads in the order of the table. */
  readonly large: readonly Uint8Array[];
}

export function malformedBatch(what: string, cause?: unknown): RuntimeError {
  return new RuntimeError('protocol_malformed', `Bytes on a link are not a batch of messages: ${what}.`, { cause });
}
