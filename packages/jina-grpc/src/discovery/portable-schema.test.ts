import { describe, expect, it } from 'vitest';
import { portableSchema } from './portable-schema.js';

describe('portableSchema', () => {
  it('uses definitions instead of $defs', () => {
    const schema = { $defs: { A: { type: 'object' } }, properties: { a: { $ref: '#/$defs/A' } } };

    expect(portableSchema(schema)).toEqual({ definitions: { A: { type: 'object' } }, properties: { a: { $ref: '#/definitions/A' } } });
  });

  it('leaves out what Python readers stumble over', () => {
    const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', properties: {}, additionalProperties: false };

    expect(portableSchema(schema)).toEqual({ type: 'object', properties: {} });
  });

  it('gives every array an item type', () => {
    expect(portableSchema({ type: 'array' })).toEqual({ type: 'array', items: {} });
  });

  it('takes null out of anyOf', () => {
    const text = { title: 'Text', anyOf: [{ type: 'string' }, { type: 'null' }] };
    const two = { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'null' }] };

    expect(portableSchema({ properties: { text, two } })).toEqual({
      properties: { text: { title: 'Text', type: 'string' }, two: { anyOf: [{ type: 'string' }, { type: 'number' }] } },
    });
  });

  it('takes properties for what they are called, whatever that is', () => {
    const schema = { properties: { $schema: { type: 'string' }, additionalProperties: { type: 'string' }, $defs: { type: 'string' } } };

    expect(portableSchema(schema)).toEqual(schema);
  });

  it('keeps a default as it is, whatever it looks like', () => {
    const schema = { type: 'object', default: { $schema: 'x', additionalProperties: true } };

    expect(portableSchema(schema)).toEqual(schema);
  });
});
