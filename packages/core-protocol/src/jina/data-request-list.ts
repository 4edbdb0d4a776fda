import protobuf from 'protobufjs/minimal.js';
import type { Message } from '../envelope/envelope.js';
import { toProtocolError } from '../errors/protocol-error.js';
import { RuntimeError } from '../errors/runtime-error.js';
import { readSlice } from '../wire/slice.js';
import { decodeDataRequest, encodeDataRequest } from './data-request.js';
import type { JinaRequestOptions } from './request-fields.js';

/** Parts that a list may have; Jina sends one per branch of a graph. */
const MAX_PARTS = 10_000;

/** Reads a `jina.DataRequestListProto`: one message per part, each as `decodeDataRequest` reads it. Throws as that does. */
export function decodeDataRequestList(bytes: Uint8Array, options: JinaRequestOptions = {}): Message[] {
  const parts: Uint8Array[] = [];
  try {
    const reader = protobuf.Reader.create(bytes);
    while (reader.pos < reader.len) {
      const tag = reader.tag();
      if (tag === 10) parts.push(readSlice(reader, bytes));
      else reader.skipType(tag & 7, 0, tag >>> 3);
      if (parts.length > MAX_PARTS) throw new RuntimeError('protocol_message_too_large', `a request list has at most ${MAX_PARTS} parts`);
    }
  } catch (thrown) {
    throw toProtocolError(thrown, 'jina.DataRequestListProto');
  }
  return parts.map((part) => decodeDataRequest(part, options));
}

/** Writes a `jina.DataRequestListProto`. Throws as `encodeDataRequest`. */
export function encodeDataRequestList(messages: readonly Message[]): Uint8Array {
  const writer = protobuf.Writer.create();
  for (const message of messages) writer.uint32(10).bytes(encodeDataRequest(message));
  return writer.finish();
}
