/** What JSON can say. Parameters, tags and schemas are made of it. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object with plain own properties. */
export interface JsonObject {
  [key: string]: JsonValue;
}
