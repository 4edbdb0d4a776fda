import { isJsonObject, type JsonObject, mapSchema } from '@zedflow/core-protocol';

/**
 * A JSON Schema in the subset that Jina 3.34 builds its models from: `definitions` instead of `$defs`, no boolean
 * `additionalProperties`, an item type for every array, no `null` branch in `anyOf`, no `$schema`.
 */
export function portableSchema(schema: JsonObject): JsonObject {
  return mapSchema(schema, (part) => withoutNull(withKnownKeywords(part)));
}

function withKnownKeywords(schema: JsonObject): JsonObject {
  const { $schema: _dialect, $defs, ...known } = schema;
  if ($defs !== undefined) known['definitions'] = $defs;
  if (typeof known['additionalProperties'] === 'boolean') delete known['additionalProperties'];
  if (typeof known['$ref'] === 'string') known['$ref'] = known['$ref'].replace('#/$defs/', '#/definitions/');
  if (known['type'] === 'array' && !isJsonObject(known['items'])) known['items'] = {};
  return known;
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
