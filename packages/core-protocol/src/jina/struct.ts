import protobuf from 'protobufjs/minimal.js';
import { google } from '../../gen/jina-v2.js';
import { toProtocolError } from '../errors/protocol-error.js';
import { RuntimeError } from '../errors/runtime-error.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { setOwn } from '../own-property.js';
import { wellFormed } from '../wire/well-formed.js';
import { readStruct } from './read-struct.js';

type StructProto = google.protobuf.Struct.$Properties;
type ValueProto = google.protobuf.Value.$Properties;

/** Deepest JSON that is written to or read from a `google.protobuf.Struct`. */
const MAX_DEPTH = 100;

/**
 * The bytes of a `google.protobuf.Struct`. Every number becomes a double. A member that is `undefined` is left out; what JSON
 * cannot say (functions, symbols, byte arrays, bigints beyond 2^53) is `invalid_argument` naming its path.
 */
export function encodeStruct(value: JsonObject): Uint8Array {
  return google.protobuf.Struct.encode(structFromJson(value, 'value')).finish();
}

/** The JSON object of a `google.protobuf.Struct`. A value without content is null. */
export function decodeStruct(bytes: Uint8Array): JsonObject {
  try {
    const result: JsonObject = {};
    readStruct(protobuf.Reader.create(bytes), result, 0);
    return result;
  } catch (thrown) {
    throw toProtocolError(thrown, 'google.protobuf.Struct');
  }
}

/** The message of a JSON object; `path` names it in errors. */
export function structFromJson(value: Readonly<Record<string, unknown>>, path: string, depth = 0): StructProto {
  if (depth > MAX_DEPTH) throw new RuntimeError('protocol_too_deep', `${path}: nested deeper than ${MAX_DEPTH} levels`);
  const fields: Record<string, ValueProto> = {};
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (member !== undefined) setOwn(fields, key, valueFromJson(member, `${path}.${key}`, depth + 1));
  }
  return { fields };
}

/** The JSON object of a message. */
export function structToJson(struct: StructProto): JsonObject {
  const result: JsonObject = {};
  const fields = struct.fields;
  if (fields) for (const key of Object.keys(fields)) setOwn<JsonValue>(result, key, valueToJson(fields[key] as ValueProto));
  return result;
}

function valueFromJson(value: unknown, path: string, depth: number): ValueProto {
  switch (typeof value) {
    case 'string':
      return { stringValue: wellFormed(value) };
    case 'number':
      return { numberValue: value };
    case 'boolean':
      return { boolValue: value };
    case 'bigint':
      if (Number.isSafeInteger(Number(value))) return { numberValue: Number(value) };
      break;
    case 'object':
      return objectFromJson(value, path, depth);
  }
  throw new RuntimeError('invalid_argument', `${path} must be a JSON value, got ${typeof value}: write it as text`);
}

function objectFromJson(value: object | null, path: string, depth: number): ValueProto {
  if (value === null) return { nullValue: 0 };
  if (depth > MAX_DEPTH) throw new RuntimeError('protocol_too_deep', `${path}: nested deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) {
    const values = value.map((item: unknown, i) =>
      item === undefined ? { nullValue: 0 } : valueFromJson(item, `${path}[${i}]`, depth + 1),
    );
    return { listValue: { values } };
  }
  const toJson: unknown = (value as { toJSON?: unknown }).toJSON;
  if (typeof toJson === 'function' && !ArrayBuffer.isView(value)) return valueFromJson(toJson.call(value), path, depth + 1);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    throw new RuntimeError('invalid_argument', `${path} must be a JSON value, got bytes: use a field of the document, or text`);
  }
  return { structValue: structFromJson(value as Record<string, unknown>, path, depth) };
}

function valueToJson(value: ValueProto): JsonValue {
  if (value.stringValue != null) return value.stringValue;
  if (value.numberValue != null) return value.numberValue;
  if (value.boolValue != null) return value.boolValue;
  if (value.structValue) return structToJson(value.structValue);
  if (value.listValue) return (value.listValue.values ?? []).map(valueToJson);
  return null;
}
