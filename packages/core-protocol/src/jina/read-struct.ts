import protobuf from 'protobufjs/minimal.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { setOwn } from '../own-property.js';

type Reader = protobuf.Reader;

/**
 * Reads a `google.protobuf.Struct` straight into JSON. Parameters come with every request from outside: without the message objects in
 * between, two bytes on the wire cannot become a hundred in memory, and it takes half the time.
 * The reader stands before the length of the struct; `depth` counts messages around it.
 */
export function readStructField(reader: Reader, into: JsonObject, depth: number): void {
  const outer = enter(reader, depth);
  readStruct(reader, into, depth);
  reader.len = outer;
}

/** The fields of a struct up to the end of the reader. */
export function readStruct(reader: Reader, into: JsonObject, depth: number): void {
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    if (tag === 10) readEntry(reader, into, depth);
    else reader.skipType(tag & 7, depth, tag >>> 3);
  }
}

function readEntry(reader: Reader, into: JsonObject, depth: number): void {
  const outer = enter(reader, depth);
  let key = '';
  let value: JsonValue = null;
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    if (tag === 10) key = reader.stringVerify();
    else if (tag === 18) value = readValue(reader, depth + 1);
    else reader.skipType(tag & 7, depth, tag >>> 3);
  }
  reader.len = outer;
  setOwn(into, key, value);
}

function readValue(reader: Reader, depth: number): JsonValue {
  const outer = enter(reader, depth);
  let value: JsonValue = null;
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    switch (tag) {
      case 8:
        reader.int32();
        value = null;
        break;
      case 17:
        value = reader.double();
        break;
      case 26:
        value = reader.stringVerify();
        break;
      case 32:
        value = reader.bool();
        break;
      case 42:
        value = {};
        readStructField(reader, value, depth + 1);
        break;
      case 50:
        value = readList(reader, depth + 1);
        break;
      default:
        reader.skipType(tag & 7, depth, tag >>> 3);
    }
  }
  reader.len = outer;
  return value;
}

function readList(reader: Reader, depth: number): JsonValue[] {
  const outer = enter(reader, depth);
  const values: JsonValue[] = [];
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    if (tag === 10) values.push(readValue(reader, depth + 1));
    else reader.skipType(tag & 7, depth, tag >>> 3);
  }
  reader.len = outer;
  return values;
}

/** Bounds the reader to the message that starts here; returns the bound to put back. */
function enter(reader: Reader, depth: number): number {
  if (depth > protobuf.Reader.recursionLimit) throw new Error('max depth exceeded');
  const outer = reader.len;
  const end = reader.size() + reader.pos;
  if (end > outer) throw new RangeError('index out of range');
  reader.len = end;
  return outer;
}
