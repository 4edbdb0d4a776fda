/** What JSON can say. Parameters, tags and schemas are made of it. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object with plain own properties. */
export interface JsonObject {
  [key: string]: JsonValue;
}

/** Whether `value` is an object and no array: what JSON calls an object, when it came from JSON. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
