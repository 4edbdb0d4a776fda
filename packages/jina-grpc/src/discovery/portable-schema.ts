import { isJsonObject, type JsonObject, type JsonValue } from '@zedflow/core-protocol';

const MAX_DEPTH = 64;

/**
 * A JSON Schema in the subset that Jina 3.34 builds its models from: `definitions` instead of `$defs`, no boolean
 * `additionalProperties`, an item type for every array, no `null` branch in `anyOf`, no `$schema`.
 */
export function portableSchema(schema: JsonObject): JsonObject {
  return portableObject(schema, 0);
}

function portableObject(schema: JsonObject, depth: number): JsonObject {
  if (depth > MAX_DEPTH) return {};
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === '$schema' || (key === 'additionalProperties' && typeof value === 'boolean')) continue;
    if (key === '$ref' && typeof value === 'string') result[key] = value.replace('#/$defs/', '#/definitions/');
    else if (key === 'properties' || key === '$defs' || key === 'definitions') {
      result[key === '$defs' ? 'definitions' : key] = portableMembers(value, depth);
    } else result[key] = portableValue(value, depth);
  }
  if (result['type'] === 'array' && !isJsonObject(result['items'])) result['items'] = {};
  return withoutNull(result);
}

/** Each member of `properties` and `definitions` is a schema; its name is data, whatever it is. */
function portableMembers(value: JsonValue, depth: number): JsonValue {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, portableValue(member, depth)]));
}

function portableValue(value: JsonValue, depth: number): JsonValue {
  if (Array.isArray(value)) return value.map((element) => portableValue(element, depth + 1));
  return isJsonObject(value) ? portableObject(value, depth + 1) : value;
}

/** `anyOf: [X, null]` says "may be absent", which every field of a document may: X alone is understood by all readers. */
function withoutNull(schema: JsonObject): JsonObject {
  const branches = schema['anyOf'];
  if (!Array.isArray(branches)) return schema;
  const rest = branches.filter((branch) => !(isJsonObject(branch) && branch['type'] === 'null'));
  if (rest.length === branches.length) return schema;
  const { anyOf: _all, ...others } = schema;
  const [only] = rest;
  return rest.length === 1 && isJsonObject(only) ? { ...only, ...others } : { ...others, anyOf: rest };
}
