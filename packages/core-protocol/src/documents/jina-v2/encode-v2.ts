import { type docarray, google } from '../../../gen/jina-v2.js';
import { RuntimeError } from '../../errors/runtime-error.js';
import { formOf, itemPlace, propertyPlace, type SchemaPlace } from '../../json-schema/schema-place.js';
import { newId } from '../../new-id.js';
import { setOwn } from '../../own-property.js';
import { wellFormed } from '../../wire/well-formed.js';
import { writeDense } from '../dense-array.js';
import type { Document } from '../document.js';
import { DEFAULT_MAX_DEPTH } from '../limits.js';
import { isNdArray, type NdArray } from '../nd-array.js';
import { type Origin, originOf } from '../origin.js';
import { tensorOfTyped } from '../typed-tensor.js';

type NodeProto = docarray.NodeProto.$Properties;
type Origins = Readonly<Record<string, Origin>> | undefined;

/** Where a value stands: its path for errors, what the schema says, how it came. */
interface Place {
  readonly path: string;
  readonly depth: number;
  readonly schema: SchemaPlace | undefined;
  readonly origin: Origin | undefined;
  readonly keepsAbsentIds: boolean;
}

/** Fields of the built-in document that hold documents, or plain objects, whatever is in them. */
const DOCUMENT_LISTS = new Set(['chunks', 'matches']);
const DICTS = new Set(['tags', 'scores', 'evaluations']);

/**
 * The v2 `DocProto` of a document. An absent `id` is made up, as docarray does, unless `keepsAbsentIds`. A field that still fits the node it came with is
 * written as such a node, else its value and the schema decide (Jina 3.34).
 */
export function writeDocument(
  document: Document,
  schema: SchemaPlace | undefined,
  path = '',
  depth = 0,
  keepsAbsentIds = false,
): docarray.DocProto.$Properties {
  const data: Record<string, NodeProto> = {};
  const origins = originOf(document, 'jina/v2');
  const id = document.id;
  if (id === undefined && !keepsAbsentIds) data['id'] = { text: newId(), type: 'id' };
  for (const field of Object.keys(document)) {
    const value = document[field];
    if (value === undefined) continue;
    const place = memberPlace(field, { path, depth, schema, origin: undefined, keepsAbsentIds }, origins);
    setOwn(
      data,
      field,
      field === 'id' && place.origin === undefined && typeof value === 'string'
        ? { text: wellFormed(value), type: 'id' }
        : writeNode(value, place, field),
    );
  }
  return { data };
}

function memberPlace(field: string, parent: Place, origins: Origins): Place {
  return {
    path: parent.path === '' ? field : `${parent.path}.${field}`,
    depth: parent.depth + 1,
    schema: propertyPlace(parent.schema, field),
    origin: origins !== undefined && Object.hasOwn(origins, field) ? origins[field] : undefined,
    keepsAbsentIds: parent.keepsAbsentIds,
  };
}

function writeNode(value: unknown, place: Place, field = ''): NodeProto {
  switch (typeof value) {
    case 'string':
      return typed({ text: wellFormed(value) }, 'text', place.origin);
    case 'number':
      return writeNumber(value, place);
    case 'boolean':
      return typed({ boolean: value }, 'boolean', place.origin);
    case 'bigint':
      if (Number.isSafeInteger(Number(value))) return writeNumber(Number(value), place);
      throw refused(place, 'an integer beyond 2^53: write it as text, or in an int64 tensor');
    case 'object':
      return value === null ? typed({}, 'none', place.origin) : writeObject(value, place, field);
    default:
      throw refused(place, `a ${typeof value}, which no document can hold`);
  }
}

/** `integer` is 32 bit on the wire, everything else is a double; a float 3 of the sender stays a float. */
function writeNumber(value: number, place: Place): NodeProto {
  const { origin } = place;
  const isInt32 = (value | 0) === value && !Object.is(value, -0);
  const wantsFloat = origin?.kind === 'float' || (origin?.kind !== 'integer' && formOf(place.schema) === 'number');
  return isInt32 && !wantsFloat ? typed({ integer: value }, 'integer', origin) : typed({ float: value }, 'float', origin);
}

function writeObject(value: object, place: Place, field: string): NodeProto {
  if (place.depth > DEFAULT_MAX_DEPTH)
    throw new RuntimeError('protocol_too_deep', `document field ${place.path}: nested deeper than the limit`);
  if (value instanceof Uint8Array) return typed({ blob: value }, 'blob', place.origin);
  if (ArrayBuffer.isView(value)) return writeTensor(tensorOfTyped(value, place.path), place);
  if (isNdArray(value)) return writeTensor(value, place);
  if (Array.isArray(value)) return writeArray(value, place, field);
  const toJson: unknown = (value as { toJSON?: unknown }).toJSON;
  if (typeof toJson === 'function') return writeNode(toJson.call(value), { ...place, depth: place.depth + 1 });
  if (value instanceof Set) return writeList([...value], 'set', place);
  const members = (value instanceof Map ? Object.fromEntries(value) : value) as Record<string, unknown>;
  if (isDocument(members, place, field)) {
    return typed({ doc: writeDocument(members, place.schema, place.path, place.depth, place.keepsAbsentIds) }, 'doc', place.origin);
  }
  return writeDict(members, place);
}

function writeTensor(array: NdArray, place: Place): NodeProto {
  const origin = place.origin?.kind === 'ndarray' ? place.origin : undefined;
  const ndarray: docarray.NdArrayProto.$Properties = { dense: writeDense(array, `document field ${place.path}`, origin?.dtype) };
  if (origin?.bytes) ndarray.parameters = google.protobuf.Struct.decode(origin.bytes);
  if (origin === undefined) return { ndarray, type: 'ndarray' };
  return typed({ ndarray }, 'ndarray', origin);
}

function writeArray(values: readonly unknown[], place: Place, field: string): NodeProto {
  const kind = place.origin?.kind;
  if (kind === 'list' || kind === 'set' || kind === 'tuple') return writeList(values, kind, place);
  const form = formOf(itemPlace(place.schema));
  const isDocuments =
    kind === 'doc_array' || form === 'document' || (form === undefined && (DOCUMENT_LISTS.has(field) || areDocuments(values)));
  if (!isDocuments || !values.every(isPlainObject)) return writeList(values, 'list', place);
  const item = itemPlace(place.schema);
  const docs = values.map((document, i) => writeDocument(document, item, `${place.path}[${i}]`, place.depth + 1, place.keepsAbsentIds));
  return typed({ docArray: { docs } }, 'doc_array', place.origin);
}

function writeList(values: readonly unknown[], kind: 'list' | 'set' | 'tuple', place: Place): NodeProto {
  const schema = itemPlace(place.schema);
  const items = place.origin?.kind === kind ? place.origin.items : undefined;
  const data = values.map((value, i) => {
    const origin = Array.isArray(items) ? (items as readonly (Origin | undefined)[])[i] : (items as Origin | undefined);
    return writeNode(value ?? null, { ...place, path: `${place.path}[${i}]`, depth: place.depth + 1, schema, origin });
  });
  return typed({ [kind]: { data } }, kind, place.origin);
}

function writeDict(value: Record<string, unknown>, place: Place): NodeProto {
  const data: Record<string, NodeProto> = {};
  const origins = place.origin?.kind === 'dict' ? place.origin.members : undefined;
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (member !== undefined) setOwn(data, key, writeNode(member, memberPlace(key, place, origins), key));
  }
  return typed({ dict: { data } }, 'dict', place.origin);
}

function isDocument(value: object, place: Place, field: string): boolean {
  const kind = place.origin?.kind;
  if (kind === 'doc' || kind === 'dict') return kind === 'doc';
  const form = formOf(place.schema);
  if (form === 'document' || form === 'dict') return form === 'document';
  return !DICTS.has(field) && looksLikeDocument(value);
}

function areDocuments(values: readonly unknown[]): boolean {
  return values.length > 0 && values.every((value) => isPlainObject(value) && looksLikeDocument(value));
}

/** Without a schema, an object with a text `id` is a nested document, any other is a dict. */
function looksLikeDocument(value: object): boolean {
  return typeof (value as Document).id === 'string' || originOf(value, 'jina/v2') !== undefined;
}

function isPlainObject(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value) && !isNdArray(value);
}

/** The node with the `type` that it came with, as long as its content is still of the same kind. */
function typed(node: NodeProto, kind: string, origin: Origin | undefined): NodeProto {
  if (origin?.type !== undefined && origin.kind === kind) node.type = origin.type;
  return node;
}

function refused(place: Place, what: string): RuntimeError {
  return new RuntimeError('invalid_argument', `document field ${place.path} is ${what}`, { details: { field: place.path } });
}
