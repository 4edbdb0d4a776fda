import { isJsonObject, type JsonObject, type JsonValue } from '../json-value.js';

/** A place in a JSON Schema: the whole of it, for `$ref`, and the part that describes one value. */
export interface SchemaPlace {
  readonly root: JsonObject;
  readonly part: JsonObject;
}

/** What a schema says about a value, as far as the codecs can use it. */
export type SchemaForm = 'tensor' | 'bytes' | 'integer' | 'number' | 'document' | 'dict' | 'list' | 'other';

/** References that lead in a circle end here. */
const MAX_HOPS = 32;

/** The place of a document's schema. */
export function schemaPlace(schema: JsonObject | undefined): SchemaPlace | undefined {
  return schema === undefined ? undefined : resolve({ root: schema, part: schema });
}

/** Where a document's field is described; undefined when the schema does not know it. */
export function propertyPlace(place: SchemaPlace | undefined, field: string): SchemaPlace | undefined {
  const properties = place?.part['properties'];
  if (place === undefined || !isJsonObject(properties) || !Object.hasOwn(properties, field)) return undefined;
  const part = properties[field];
  return isJsonObject(part) ? resolve({ root: place.root, part }) : undefined;
}

/** Where the elements of a list are described. */
export function itemPlace(place: SchemaPlace | undefined): SchemaPlace | undefined {
  const items = place?.part['items'];
  return place !== undefined && isJsonObject(items) ? resolve({ root: place.root, part: items }) : undefined;
}

/**
 * The form of a value. Tensors carry docarray's key `tensor/array shape` (Jina 3.34) or `format: tensor`; bytes the format
 * `binary` or `byte`, or a `contentEncoding`. Both pydantic's old form (`definitions`) and the new one (`$defs`, `anyOf` with null) are read.
 */
export function formOf(place: SchemaPlace | undefined): SchemaForm | undefined {
  if (place === undefined) return undefined;
  const { part } = place;
  if ('tensor/array shape' in part || part['format'] === 'tensor') return 'tensor';
  if (part['format'] === 'binary' || part['format'] === 'byte' || part['contentEncoding'] === 'base64') return 'bytes';
  switch (part['type']) {
    case 'integer':
      return 'integer';
    case 'number':
      return 'number';
    case 'array':
      return 'list';
    case 'object':
      return isJsonObject(part['properties']) ? 'document' : 'dict';
    default:
      return 'other';
  }
}

function resolve(place: SchemaPlace): SchemaPlace {
  let { part } = place;
  for (let hop = 0; hop < MAX_HOPS; hop++) {
    const next = referred(place.root, part) ?? onlyChoice(part);
    if (next === undefined) break;
    // What stands beside the reference (a tensor's shape, a format) still counts.
    part = { ...next, ...withoutReference(part) };
  }
  return { root: place.root, part };
}

function referred(root: JsonObject, part: JsonObject): JsonObject | undefined {
  const reference = part['$ref'];
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return undefined;
  let target: JsonValue | undefined = root;
  for (const step of reference.slice(2).split('/')) {
    if (!isJsonObject(target) || !Object.hasOwn(target, step)) return undefined;
    target = target[step];
  }
  return isJsonObject(target) ? target : undefined;
}

/** The one alternative that is not null. */
function onlyChoice(part: JsonObject): JsonObject | undefined {
  for (const key of ['anyOf', 'oneOf', 'allOf']) {
    const choices = part[key];
    if (!Array.isArray(choices)) continue;
    const real = choices.filter((choice): choice is JsonObject => isJsonObject(choice) && choice['type'] !== 'null');
    if (real.length === 1) return real[0];
  }
  return undefined;
}

function withoutReference(part: JsonObject): JsonObject {
  const { $ref: _ref, anyOf: _anyOf, oneOf: _oneOf, allOf: _allOf, ...rest } = part;
  return rest;
}
