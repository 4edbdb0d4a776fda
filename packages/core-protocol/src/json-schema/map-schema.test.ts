import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json-value.js';
import { mapSchema } from './map-schema.js';

const mark = (schema: JsonObject): JsonObject => ({ ...schema, seen: true });

describe('mapSchema', () => {
  it('changes every schema: members, items, alternatives, definitions', () => {
    const schema = { properties: { a: {} }, items: [{}], anyOf: [{}], $defs: { A: {} }, additionalProperties: {} };

    expect(mapSchema(schema, mark)).toEqual({
      properties: { a: { seen: true } },
      items: [{ seen: true }],
      anyOf: [{ seen: true }],
      $defs: { A: { seen: true } },
      additionalProperties: { seen: true },
      seen: true,
    });
  });

  it('leaves values alone that only look like schemas', () => {
    const schema = { default: { properties: {} }, const: { $ref: '#' }, enum: [{}], examples: [{ items: {} }] };

    expect(mapSchema(schema, mark)).toEqual({ ...schema, seen: true });
  });

  it('takes names for data, whatever they are', () => {
    const schema = JSON.parse('{"properties":{"properties":{},"__proto__":{}}}') as JsonObject;

    expect(JSON.stringify(mapSchema(schema, mark))).toBe(
      '{"properties":{"properties":{"seen":true},"__proto__":{"seen":true}},"seen":true}',
    );
  });

  it('survives a schema of any depth', () => {
    let schema: JsonObject = {};
    for (let depth = 0; depth < 100_000; depth++) schema = { not: schema };

    expect(() => mapSchema(schema, mark)).not.toThrow();
  });
});
