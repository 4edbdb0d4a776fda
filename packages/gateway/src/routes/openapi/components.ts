import { type JsonObject, mapSchema } from '@zedflow/core-protocol';
import type { SchemaDescription } from '@zedflow/runtime-api';

/** The schemas of an OpenAPI document: each model once, two different ones of one name apart. */
export class Components {
  readonly #schemas = new Map<string, JsonObject>();
  readonly #texts = new Map<string, string>();

  /** Adds a model and returns the reference to it. */
  add({ name, schema }: SchemaDescription): JsonObject {
    const text = JSON.stringify(schema);
    const base = name.replace(/[^\w.-]/g, '_') || 'Model';
    for (let count = 1; ; count++) {
      const key = count === 1 ? base : `${base}${count}`;
      const known = this.#texts.get(key);
      if (known !== undefined && known !== text) continue;
      const pointer = `#/components/schemas/${key}`;
      if (known === undefined) {
        this.#texts.set(key, text);
        this.#schemas.set(key, rebaseSchema(schema, pointer));
      }
      return { $ref: pointer };
    }
  }

  toJson(): JsonObject {
    return Object.fromEntries(this.#schemas);
  }
}

/** Local references made to work at `pointer` of a larger document; the definitions stay where they are. */
function rebaseSchema(schema: JsonObject, pointer: string): JsonObject {
  return mapSchema(schema, (part) => {
    const reference = part['$ref'];
    return typeof reference === 'string' && reference.startsWith('#') ? { ...part, $ref: pointer + reference.slice(1) } : part;
  });
}
