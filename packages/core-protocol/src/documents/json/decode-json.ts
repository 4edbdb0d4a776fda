import { malformed } from '../../errors/protocol-error.js';
import { RuntimeError } from '../../errors/runtime-error.js';
import { formOf, itemPlace, propertyPlace, type SchemaPlace } from '../../json-schema/schema-place.js';
import { parseJson } from '../../wire/json-scan.js';
import type { Document } from '../document.js';
import { isNdArray, type NumberList, ndArray } from '../nd-array.js';

/** Fields of the built-in document, used where no schema speaks. */
const TENSORS = new Set(['tensor', 'embedding']);
const DOCUMENT_LISTS = new Set(['chunks', 'matches']);

/** The documents of a JSON payload: an array of objects, or one object. How deep it is has been looked at before. */
export function readJsonDocuments(payload: Uint8Array, schema: SchemaPlace | undefined): Document[] {
  const parsed = parseJson(payload, 'documents');
  const list = Array.isArray(parsed) ? parsed : [parsed];
  return list.map((value, i) => {
    if (!isObject(value)) throw malformed('documents', `data[${i}] must be a JSON object`);
    return readDocument(value, schema, `data[${i}]`);
  });
}

/** As {@link readJsonDocuments}, for documents that came from JSON by another form: what has its type already keeps it. */
export function readJsonForms(documents: readonly Document[], schema: SchemaPlace | undefined): Document[] {
  return documents.map((document, i) => readDocument(document, schema, `data[${i}]`));
}

/** Turns the fields of `value` that are tensors, bytes and documents into such, in place: `value` is fresh from the parser. */
function readDocument(value: Record<string, unknown>, schema: SchemaPlace | undefined, path: string): Document {
  for (const field of Object.keys(value)) {
    const member = value[field];
    // A `__proto__` key is an own property here and is none of the fields below.
    if (typeof member !== 'object' && typeof member !== 'string') continue;
    const read = readField(field, member, propertyPlace(schema, field), `${path}.${field}`);
    if (read !== member) value[field] = read;
  }
  return value;
}

function readField(field: string, value: unknown, schema: SchemaPlace | undefined, path: string): unknown {
  if (value === null || ArrayBuffer.isView(value) || isNdArray(value)) return value;
  const form = formOf(schema);
  if (form === 'tensor' || (form === undefined && TENSORS.has(field))) return readTensor(value, path);
  if (form === 'bytes' || (form === undefined && field === 'blob')) return readBytes(value, path);
  if (Array.isArray(value)) {
    const item = itemPlace(schema);
    const areDocuments = formOf(item) === 'document' || (form === undefined && DOCUMENT_LISTS.has(field));
    return areDocuments ? value.map((element, i) => (isObject(element) ? readDocument(element, item, `${path}[${i}]`) : element)) : value;
  }
  return form === 'document' && isObject(value) ? readDocument(value, schema, path) : value;
}

/** Nested number lists, as numpy reads them; doubles, because JSON does not tell integers apart, or booleans. */
function readTensor(value: unknown, path: string): unknown {
  const list = typeof value === 'number' ? [value] : value;
  if (!Array.isArray(list) || !onlyNumbers(list)) throw wrongField(path, 'nested lists of numbers');
  try {
    return typeof value === 'number' ? ndArray(list, []) : ndArray(list as NumberList, undefined, isBoolean(list) ? 'bool' : 'float64');
  } catch (thrown) {
    throw wrongField(path, 'nested lists of equal lengths', thrown);
  }
}

/** A null stands for NaN, which JSON cannot write. */
function onlyNumbers(list: unknown[]): boolean {
  for (let i = 0; i < list.length; i++) {
    const element = list[i];
    if (element === null) list[i] = Number.NaN;
    else if (typeof element !== 'number' && typeof element !== 'boolean' && !(Array.isArray(element) && onlyNumbers(element))) return false;
  }
  return true;
}

/** Whether all elements are booleans, as far as there are some. */
function isBoolean(list: readonly unknown[]): boolean {
  return list.length > 0 && list.every((element) => typeof element === 'boolean' || (Array.isArray(element) && isBoolean(element)));
}

const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

function readBytes(value: unknown, path: string): unknown {
  if (typeof value !== 'string' || !BASE64.test(value)) throw wrongField(path, 'base64 text');
  return new Uint8Array(Buffer.from(value, 'base64'));
}

function wrongField(path: string, expected: string, cause?: unknown): RuntimeError {
  return new RuntimeError('protocol_malformed', `${path} must be ${expected}`, { details: { field: path, expected }, cause });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
