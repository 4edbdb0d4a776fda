import type { JsonObject, JsonValue } from '@zedflow/core-protocol';

/**
 * A copy of a JSON Schema with its local references made to work at `pointer` of a larger document:
 * `#/$defs/X` becomes `<pointer>/$defs/X`. The definitions stay where they are.
 */
export function rebaseSchema(schema: JsonObject, pointer: string): JsonObject {
  return rebase(schema, pointer, 0) as JsonObject;
}

/** Deeper schemas are cut: a description must not be able to use up the stack. */
const MAX_DEPTH = 200;

function rebase(value: JsonValue, pointer: string, depth: number): JsonValue {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((item) => rebase(item, pointer, depth + 1));
  const entries = Object.entries(value).map(([key, member]): [string, JsonValue] => {
    if (key === '$ref' && typeof member === 'string' && member.startsWith('#')) return [key, pointer + member.slice(1)];
    return [key, rebase(member, pointer, depth + 1)];
  });
  return Object.fromEntries(entries);
}
