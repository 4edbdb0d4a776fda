import type { JsonObject, JsonValue } from '@zedflow/core-protocol';

const MAX_DEPTH = 100;

/** Whether `value` is an object literal, or one without a prototype. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  // Literals of another realm have another Object.prototype, but it too has no prototype of its own.
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/** What JSON cannot say, and where. */
export type RefuseJson = (path: string, what: string) => Error;

/** A deep copy of `value`, which must be a plain object of JSON values. Members that are undefined are left out. */
export function toJsonObject(value: Record<string, unknown>, path: string, refuse: RefuseJson): JsonObject {
  return copy(value, path, refuse, 0) as JsonObject;
}

function copy(value: unknown, path: string, refuse: RefuseJson, depth: number): JsonValue {
  if (depth > MAX_DEPTH) throw refuse(path, `something nested deeper than ${MAX_DEPTH} (is it circular?)`);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((entry, index) => copy(entry, `${path}[${index}]`, refuse, depth + 1));
  if (!isPlainObject(value)) throw refuse(path, kindOf(value));
  const made: JsonObject = {};
  for (const [key, entry] of Object.entries(value)) {
    if (entry === undefined) continue;
    // Such a key is an attack on whoever copies the object by assignment.
    if (key === '__proto__') throw refuse(`${path}.${key}`, 'a member named __proto__');
    made[key] = copy(entry, `${path}.${key}`, refuse, depth + 1);
  }
  return made;
}

/** `a string`, `the number NaN`, `a Map`, for errors. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'undefined';
  if (typeof value === 'number') return `the number ${value}`;
  if (Array.isArray(value)) return 'an array';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name = (Object.getPrototypeOf(value)?.constructor as { name?: string } | undefined)?.name;
  return name === undefined || name === 'Object' ? 'an object' : `a ${name}`;
}
