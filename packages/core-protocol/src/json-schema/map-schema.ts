import { isJsonObject, type JsonObject, type JsonValue } from '../json-value.js';

/** Keywords whose value is a schema, or a list of schemas. */
const SCHEMAS: ReadonlySet<string> = new Set([
  'additionalItems',
  'additionalProperties',
  'allOf',
  'anyOf',
  'contains',
  'contentSchema',
  'else',
  'if',
  'items',
  'not',
  'oneOf',
  'prefixItems',
  'propertyNames',
  'then',
  'unevaluatedItems',
  'unevaluatedProperties',
]);

/** Keywords whose value has a schema under each name; a name is data, whatever it is. */
const NAMED_SCHEMAS: ReadonlySet<string> = new Set([
  '$defs',
  'definitions',
  'dependencies',
  'dependentSchemas',
  'patternProperties',
  'properties',
]);

/** Deeper schemas become `{}`, any value: a description must not be able to use up the stack. */
const MAX_DEPTH = 64;

/**
 * A copy of a JSON Schema in which `change` has been applied to every schema in it, inner ones first. What only looks like a
 * schema (in `default`, `const`, `enum`, `examples`, unknown keywords) stays as it is.
 */
export function mapSchema(schema: JsonObject, change: (schema: JsonObject) => JsonObject): JsonObject {
  return mapped(schema, change, 0);
}

function mapped(schema: JsonObject, change: (schema: JsonObject) => JsonObject, depth: number): JsonObject {
  if (depth > MAX_DEPTH) return {};
  const inner = (value: JsonValue): JsonValue => (isJsonObject(value) ? mapped(value, change, depth + 1) : value);
  const members = Object.entries(schema).map(([keyword, value]): [string, JsonValue] => {
    if (SCHEMAS.has(keyword)) return [keyword, Array.isArray(value) ? value.map(inner) : inner(value)];
    if (!NAMED_SCHEMAS.has(keyword) || !isJsonObject(value)) return [keyword, value];
    return [keyword, Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inner(member)]))];
  });
  return change(Object.fromEntries(members));
}
