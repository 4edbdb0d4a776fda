import type { StandardJSONSchemaV1 } from '@standard-schema/spec';
import { type JsonObject, RuntimeError } from '@zedflow/core-protocol';
import type { SchemaDescription } from '@zedflow/runtime-api';
import type { Schema } from '../endpoint-options.js';

/** Which side of a schema: what it takes, or what it makes. */
export type SchemaSide = 'input' | 'output';

/** Whether `value` is a Standard Schema. Some libraries' schemas are functions. */
export function isSchema(value: unknown): value is Schema {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return false;
  const standard = (value as Partial<Schema>)['~standard'];
  return typeof standard === 'object' && standard !== null && typeof standard.validate === 'function';
}

/**
 * The schema as JSON Schema (draft 2020-12), for discovery, OpenAPI and the document codec.
 * Undefined when its library cannot tell: the endpoint then validates, but is shown without this schema.
 *
 * @throws RuntimeError `config_invalid` when the library refuses this very schema.
 */
export function describeSchema(schema: Schema, side: SchemaSide, fallbackName: string): SchemaDescription | undefined {
  const converter = (schema['~standard'] as Partial<StandardJSONSchemaV1.Props>).jsonSchema;
  if (converter === undefined) return undefined;
  let converted: JsonObject;
  try {
    // zod refuses what JSON Schema cannot say (bytes, dates) unless told to let anything stand there.
    const libraryOptions = { unrepresentable: 'any' };
    converted = { ...converter[side]({ target: 'draft-2020-12', libraryOptions }) } as JsonObject;
  } catch (error) {
    throw new RuntimeError('config_invalid', `${fallbackName}: ${schema['~standard'].vendor} cannot write this schema as JSON Schema`, {
      cause: error,
    });
  }
  delete converted['$schema'];
  // Fields beyond the schema pass through, so a caller must not be told that there are none.
  if (side === 'output' && converted['additionalProperties'] === false) delete converted['additionalProperties'];
  const title = converted['title'];
  return { name: typeof title === 'string' && title !== '' ? title : fallbackName, schema: converted };
}
