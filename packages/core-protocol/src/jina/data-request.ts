import protobuf from 'protobufjs/minimal.js';
import { jina } from '../../gen/jina-v2.js';
import { fillFrames } from '../documents/frames/fill-frames.js';
import { readFrames } from '../documents/frames/frame-head.js';
import type { Message } from '../envelope/envelope.js';
import { toProtocolError } from '../errors/protocol-error.js';
import { RuntimeError } from '../errors/runtime-error.js';
import { concatBytes } from '../wire/concat-bytes.js';
import { readSlice } from '../wire/slice.js';
import { detectGeneration } from './generation.js';
import { readStructField } from './read-struct.js';
import { fieldsOfEnvelope, type JinaRequestOptions, messageOfFields, type RequestFields } from './request-fields.js';

/** Header, parameters and content come once, and a route per node: this many are no request, they only burn time and memory. */
const MAX_FIELDS = 10_000;

/**
 * Reads a `jina.DataRequestProto` of either generation without touching its documents: the payload is the slice of field 4
 * (a `DataContentProto` body), a view on `bytes`. `contentType` is recognised from the documents; where they do not tell, it is
 * `options.fallback`. A request without a `data` field has no payload; its `accept` then holds the fallback.
 * `header.timeout` becomes `deadlineMs`; an absent and an empty `exec_endpoint` are both `''` (Jina 3.34).
 * Throws `protocol_malformed`, `protocol_too_deep`, or `protocol_message_too_large` beyond 10,000 fields.
 */
export function decodeDataRequest(bytes: Uint8Array, options: JinaRequestOptions = {}): Message {
  const fields = readRequestFields(bytes, 'jina.DataRequestProto');
  const contentType = (fields.content && detectGeneration(fields.content)) ?? options.fallback;
  return messageOfFields(fields, options.kind ?? 'call', fields.content, contentType);
}

/**
 * Writes a `jina.DataRequestProto` (requests and answers alike). The payload is copied once and not looked into, so `contentType`
 * must be a Jina one: throws `protocol_content_unsupported` for `json` (use `transcode`) and for several payloads (`joinDocuments`).
 */
export function encodeDataRequest(message: Message): Uint8Array {
  if (message.envelope.contentType === 'zed/frames') return encodeFramedRequest(message);
  const payload = jinaPayload(message);
  const writer = jina.DataRequestProtoWoData.encode(fieldsOfEnvelope(message.envelope));
  if (payload !== undefined) writer.uint32(34).bytes(payload);
  return writer.finish();
}

/** As the others, in the generation that the documents have: the values of the documents are copied once, to where they go. */
function encodeFramedRequest({ envelope, payloads }: Message): Uint8Array {
  const frames = readFrames(payloads);
  if (payloads.length !== 1 + frames.values.length) {
    throw new RuntimeError('protocol_content_unsupported', 'a Jina request holds one payload, got several parts: join them first');
  }
  const pieces = fillFrames(frames);
  let bytes = 0;
  for (const piece of pieces) bytes += piece.byteLength;
  const head = jina.DataRequestProtoWoData.encode(fieldsOfEnvelope(envelope)).uint32(34).uint32(bytes).finish();
  return concatBytes([head, ...pieces]);
}

/** The one payload of a message to be written in Jina's form. */
export function jinaPayload({ envelope, payloads }: Message): Uint8Array | undefined {
  if (payloads.length > 1) {
    throw new RuntimeError('protocol_content_unsupported', `a Jina request holds one payload, got ${payloads.length}: join them first`);
  }
  if (payloads.length === 1 && envelope.contentType === 'json') {
    throw new RuntimeError(
      'protocol_content_unsupported',
      'the documents are json, a Jina request needs jina/v1 or jina/v2: transcode them',
    );
  }
  return payloads[0];
}

/**
 * Fields 1 to 4 of a request, in any order. A field that comes twice is merged, as protobuf has it: for field 4 the bodies are
 * put one after the other, which is their merge.
 */
export function readRequestFields(bytes: Uint8Array, what: string): RequestFields {
  const fields: RequestFields = { header: undefined, parameters: undefined, routes: [], content: undefined };
  const contents: Uint8Array[] = [];
  try {
    const reader = protobuf.Reader.create(bytes);
    for (let count = 0; reader.pos < reader.len; count++) {
      if (count === MAX_FIELDS) throw tooManyFields(what);
      readField(reader, bytes, fields, contents);
    }
  } catch (thrown) {
    throw toProtocolError(thrown, what);
  }
  fields.content = contents.length > 1 ? concatBytes(contents) : contents[0];
  return fields;
}

function readField(reader: protobuf.Reader, bytes: Uint8Array, fields: RequestFields, contents: Uint8Array[]): void {
  const tag = reader.tag();
  switch (tag) {
    case 10:
      fields.header = jina.HeaderProto.decode(reader, reader.size(), undefined, 1, fields.header);
      return;
    case 18:
      fields.parameters ??= {};
      readStructField(reader, fields.parameters, 1);
      return;
    case 26:
      fields.routes.push(jina.RouteProto.decode(reader, reader.size(), undefined, 1));
      return;
    case 34:
      contents.push(readSlice(reader, bytes));
      return;
    default:
      reader.skipType(tag & 7, 0, tag >>> 3);
  }
}

function tooManyFields(what: string): RuntimeError {
  return new RuntimeError('protocol_message_too_large', `${what}: more than ${MAX_FIELDS} fields`, {
    details: { what, limit: MAX_FIELDS },
  });
}
