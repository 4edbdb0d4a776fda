import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json-value.js';
import { decodeDocuments } from '../decode-documents.js';
import type { Document } from '../document.js';
import { encodeDocuments } from '../encode-documents.js';
import { ndArray } from '../nd-array.js';

const textOf = (...documents: Document[]) => Buffer.from(encodeDocuments('json', documents)).toString();
const read = (text: string, schema?: JsonObject) => decodeDocuments('json', Buffer.from(text), schema === undefined ? {} : { schema });

describe('json documents', () => {
  it('are written as Jina over HTTP: lists, base64, nested documents', () => {
    const document = {
      id: 'a',
      tensor: ndArray([
        [1, 2.5],
        [3, Number.NaN],
      ]),
      blob: Uint8Array.of(0, 1, 255),
      chunks: [{ id: 'c', embedding: Float32Array.of(0.5) }],
      none: null,
      absent: undefined,
      when: new Date(0),
    };
    expect(textOf(document as unknown as Document)).toBe(
      '[{"id":"a","tensor":[[1,2.5],[3,null]],"blob":"AAH/","chunks":[{"id":"c","embedding":[0.5]}],"none":null,"when":"1970-01-01T00:00:00.000Z"}]',
    );
  });

  it('write 64-bit integers in full, bool as booleans, float16 as numbers, a scalar as one number', () => {
    expect(textOf({ a: 2n ** 60n })).toBe('[{"a":1152921504606846976}]');
    expect(textOf({ a: ndArray(BigInt64Array.of(2n ** 60n)) })).toBe('[{"a":[1152921504606846976]}]');
    expect(textOf({ a: ndArray(Uint8Array.of(1, 0), [2], 'bool') })).toBe('[{"a":[true,false]}]');
    expect(textOf({ a: ndArray(Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x7c00), [4], 'float16') })).toBe(
      '[{"a":[1,-2,5.960464477539063e-8,null]}]',
    );
    expect(textOf({ a: ndArray(Float64Array.of(2), []) })).toBe('[{"a":2}]');
    expect(textOf({ a: ndArray(new Float32Array(0), [0, 4]) })).toBe('[{"a":[]}]');
  });

  it('refuse a tensor whose shape does not fit its data', () => {
    expect(() => textOf({ t: { dtype: 'float32', shape: [3], data: new Float32Array(2) } })).toThrow(
      '[invalid_argument] document field [0].t',
    );
    expect(() => textOf({ t: { dtype: 'float32', shape: [-2], data: new Float32Array(2) } })).toThrow('[invalid_argument]');
  });

  it('come back with tensors and bytes in the fields of the built-in document', () => {
    const document = {
      id: 'a',
      tensor: ndArray([
        [1, 2],
        [3, 4],
      ]),
      blob: Uint8Array.of(1, 2),
      text: 'x',
      matches: [{ embedding: ndArray([1]) }],
    };
    expect(read(textOf(document))).toEqual([document]);
  });

  it('keep booleans of a tensor booleans', () => {
    expect(read('[{"tensor":[[true],[false]]}]')).toEqual([{ tensor: ndArray(Uint8Array.of(1, 0), [2, 1], 'bool') }]);
    expect(textOf(...read('[{"tensor":[true,false]}]'))).toBe('[{"tensor":[true,false]}]');
    expect(read('[{"tensor":[true,2]}]')).toEqual([{ tensor: ndArray([1, 2]) }]);
    expect(read('[{"tensor":[]}]')).toEqual([{ tensor: ndArray([]) }]);
  });

  it('take one object as one document', () => {
    expect(read(' {"text":"x"} ')).toEqual([{ text: 'x' }]);
  });

  it('follow the schema: which field is a tensor, bytes or a document', () => {
    const schema: JsonObject = {
      properties: {
        vector: { $ref: '#/definitions/T' },
        raw: { type: 'string', format: 'binary' },
        embedding: { type: 'array', items: { type: 'number' } },
        part: { anyOf: [{ $ref: '#/definitions/Part' }, { type: 'null' }] },
        parts: { type: 'array', items: { $ref: '#/definitions/Part' } },
      },
      definitions: {
        T: { type: 'array', items: { type: 'number' }, 'tensor/array shape': '3' },
        Part: { type: 'object', properties: { v: { allOf: [{ $ref: '#/definitions/T' }] } } },
      },
    };
    const [document] = read('[{"vector":[1,2,3],"raw":"AAE=","embedding":[1],"part":{"v":[1]},"parts":[{"v":[[2]]}],"other":[1]}]', schema);
    expect(document).toEqual({
      vector: ndArray([1, 2, 3]),
      raw: Uint8Array.of(0, 1),
      embedding: [1],
      part: { v: ndArray([1]) },
      parts: [{ v: ndArray([[2]]) }],
      other: [1],
    });
  });

  it('survive a schema that refers to itself', () => {
    const schema: JsonObject = { $ref: '#/definitions/A', definitions: { A: { $ref: '#/definitions/A' } } };
    expect(read('[{"a":1}]', schema)).toEqual([{ a: 1 }]);
  });

  it.each([
    ['[{"tensor":"x"}]', 'data[0].tensor must be nested lists of numbers'],
    ['[{"tensor":[[1],[1,2]]}]', 'data[0].tensor must be nested lists of equal lengths'],
    ['[{},{"blob":"%"}]', 'data[1].blob must be base64 text'],
    ['["x"]', 'data[0] must be a JSON object'],
    ['[{]', 'a comma or ] is missing'],
    ['[{"a":x}]', 'not JSON'],
    ['5', 'data[0] must be a JSON object'],
  ])('refuse %s, naming the field', (text, message) => {
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow('[protocol_malformed]');
  });
});
