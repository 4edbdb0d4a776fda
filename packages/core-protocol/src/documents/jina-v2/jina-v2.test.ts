import { describe, expect, it } from 'vitest';
import { docarray, jina } from '../../../gen/jina-v2.js';
import type { JsonObject } from '../../json-value.js';
import { decodeDocuments } from '../decode-documents.js';
import type { Document } from '../document.js';
import { encodeDocuments } from '../encode-documents.js';
import { ndArray } from '../nd-array.js';

type Node = docarray.NodeProto.$Properties;

const { DataContentProto } = jina.DataRequestProto;
const payloadOf = (data: Record<string, Node>) => DataContentProto.encode({ docs: { docs: [{ data }] } }).finish();

/** The nodes that a document is written as. */
function nodesOf(document: Document, schema?: JsonObject): Record<string, Node> {
  const payload = encodeDocuments('jina/v2', [document], schema === undefined ? {} : { schema });
  return DataContentProto.decode(payload).docs?.docs?.[0]?.data ?? {};
}

function read(data: Record<string, Node>, keepOrigin = false): Document {
  return decodeDocuments('jina/v2', payloadOf(data), { keepOrigin })[0] as Document;
}

describe('jina/v2 documents', () => {
  it('bring every kind of value back', () => {
    const document = {
      id: 'a',
      text: '',
      count: -7,
      ratio: 0.5,
      flag: false,
      blob: Uint8Array.from([0, 255]),
      tensor: ndArray(Float32Array.from([1, 2, 3, 4]), [2, 2]),
      nothing: null,
      list: [1, 'a', null, [true]],
      dict: { a: { b: 1.5 } },
      inner: { id: 'in', label: 'x' },
      chunks: [{ id: 'c' }],
    };
    expect(decodeDocuments('jina/v2', encodeDocuments('jina/v2', [document]))).toEqual([document]);
  });

  it('get an id of 32 hex digits when they have none, each another', () => {
    const [first, second] = decodeDocuments('jina/v2', encodeDocuments('jina/v2', [{ text: 'a' }, { text: 'b' }]));
    expect(first?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(first?.id).not.toBe(second?.id);
    expect(nodesOf({})['id']?.type).toBe('id');
  });

  it('write int32 as integer and every other number as float', () => {
    const nodes = nodesOf({ max: 2 ** 31 - 1, min: -(2 ** 31), above: 2 ** 31, half: 0.5, zero: -0, nan: Number.NaN, big: 5n });
    expect(nodes['max']).toMatchObject({ integer: 2 ** 31 - 1 });
    expect(nodes['min']).toMatchObject({ integer: -(2 ** 31) });
    expect(nodes['above']).toMatchObject({ float: 2 ** 31 });
    expect(nodes['half']).toMatchObject({ float: 0.5 });
    expect(nodes['zero']?.float).toBe(-0);
    expect(nodes['nan']).toMatchObject({ float: Number.NaN });
    expect(nodes['big']).toMatchObject({ integer: 5 });
  });

  it('name tensors ndarray and bytes nothing', () => {
    const nodes = nodesOf({ t: ndArray([1]), typed: Float32Array.of(1), raw: Uint8Array.of(1) });
    expect(nodes['t']?.type).toBe('ndarray');
    expect(nodes['typed']?.ndarray?.dense).toMatchObject({ dtype: '<f4', shape: [1] });
    expect(Object.hasOwn(nodes['raw'] as object, 'type')).toBe(false);
  });

  it('keep the type of a field that still fits it, through a spread', () => {
    const came = read(
      { url: { text: 'http://a', type: 'any_url' }, f: { float: 3 }, t: { list: { data: [{ float: 1 }, { float: 2 }] } } },
      true,
    );
    const nodes = nodesOf({ ...came, text: 'new', f: 4 });
    expect(nodes['url']).toMatchObject({ text: 'http://a', type: 'any_url' });
    expect(nodes['f']).toMatchObject({ float: 4 });
    expect(nodes['t']?.list?.data?.map((node) => node.float)).toEqual([1, 2]);
  });

  it('write a changed value as what it now is', () => {
    const came = read({ i: { integer: 3 }, url: { text: 'x', type: 'any_url' }, pair: { tuple: { data: [{ integer: 1 }] } } }, true);
    const nodes = nodesOf({ ...came, i: 3.5, url: 7 as never, pair: 'gone' });
    expect(nodes['i']).toMatchObject({ float: 3.5 });
    expect(nodes['url']).toMatchObject({ integer: 7 });
    expect(Object.hasOwn(nodes['url'] as object, 'type')).toBe(false);
    expect(nodes['pair']).toMatchObject({ text: 'gone' });
  });

  it('echo types that they do not know, sets, tuples and parameters of arrays', () => {
    const data: Record<string, Node> = {
      id: { text: 'x', type: 'id' },
      odd: { text: 'x', type: 'my_own' },
      s: { set: { data: [{ text: 'a' }] } },
      m: { tuple: { data: [{ integer: 1 }, { float: 2 }, { doc: { data: { id: { text: 'd', type: 'id' } } } }] } },
      t: {
        ndarray: { dense: { buffer: new Uint8Array(8), shape: [1], dtype: '>f8' }, parameters: { fields: { a: { numberValue: 1 } } } },
        type: 'torch_tensor',
      },
      d: { dict: { data: { id: { text: 'not a document' }, n: { float: 1 } } } },
      none: {},
    };
    expect(Buffer.from(encodeDocuments('jina/v2', [read(data, true)])).toString('hex')).toBe(Buffer.from(payloadOf(data)).toString('hex'));
  });

  it('hide the origin from JSON and from loops over the fields', () => {
    const came = read({ f: { float: 3 } }, true);
    expect(Object.keys(came)).toEqual(['f']);
    expect(JSON.stringify(came)).toBe('{"f":3}');
    expect(Object.getOwnPropertySymbols(read({ f: { float: 3 } }))).toEqual([]);
  });

  it('follow the schema where a value does not tell', () => {
    const schema: JsonObject = {
      properties: {
        score: { type: 'number' },
        count: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
        values: { type: 'array', items: { type: 'number' } },
        inner: { $ref: '#/$defs/Inner' },
        inners: { type: 'array', items: { $ref: '#/$defs/Inner' } },
        meta: { type: 'object' },
      },
      $defs: { Inner: { type: 'object', properties: { v: { type: 'number' } } } },
    };
    const nodes = nodesOf({ score: 1, count: 1, values: [1, 2], inner: { v: 2 }, inners: [], meta: { id: 'x' } }, schema);
    expect(nodes['score']).toMatchObject({ float: 1 });
    expect(nodes['count']).toMatchObject({ integer: 1 });
    expect(nodes['values']?.list?.data?.map((node) => node.float)).toEqual([1, 2]);
    expect(nodes['inner']?.doc?.data?.['v']).toMatchObject({ float: 2 });
    expect(nodes['inners']).toHaveProperty('docArray');
    expect(nodes['meta']).toHaveProperty('dict');
  });

  it('take __proto__ as a plain key everywhere', () => {
    const evil = JSON.parse('{"id":"a","__proto__":{"polluted":1},"tags":{"__proto__":{"polluted":2}}}') as Document;
    const [document] = decodeDocuments('jina/v2', encodeDocuments('jina/v2', [evil]), { keepOrigin: true });
    expect(Object.keys(document as object)).toEqual(['id', '__proto__', 'tags']);
    expect((document as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.keys(document?.tags as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(JSON.stringify(decodeDocuments('jina/v2', encodeDocuments('jina/v2', [document as Document]))[0])).toBe(JSON.stringify(evil));
  });

  it('read docs_bytes, which are a list in Jina v2', () => {
    const docsBytes = docarray.DocListProto.encode({ docs: [{ data: { id: { text: 'a', type: 'id' } } }] }).finish();
    expect(decodeDocuments('jina/v2', DataContentProto.encode({ docsBytes }).finish())).toEqual([{ id: 'a' }]);
  });

  it('refuse what no document can hold, naming the field', () => {
    expect(() => encodeDocuments('jina/v2', [{ id: 'a', f: () => 1 }])).toThrow('[invalid_argument] document field [0].f is a function');
    expect(() => encodeDocuments('jina/v2', [{ big: 2n ** 60n }])).toThrow('an integer beyond 2^53');
    const circle: Document = { id: 'a' };
    circle.chunks = [circle];
    expect(() => encodeDocuments('jina/v2', [circle])).toThrow('[protocol_too_deep]');
    expect(() => encodeDocuments('jina/v2', [{ t: { dtype: 'float32', shape: [3], data: new Float32Array(2) } }])).toThrow(
      'does not fit 2 elements',
    );
  });

  it('copy small values out of the payload and view large ones', () => {
    const payload = encodeDocuments('jina/v2', [{ id: 'a', small: new Uint8Array(16), large: new Uint8Array(8192) }]);
    const [document] = decodeDocuments('jina/v2', payload) as [Document];
    expect((document['small'] as Uint8Array).buffer).not.toBe(payload.buffer);
    expect((document['large'] as Uint8Array).buffer).toBe(payload.buffer);
  });
});
