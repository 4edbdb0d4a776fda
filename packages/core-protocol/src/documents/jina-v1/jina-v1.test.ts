import { describe, expect, it } from 'vitest';
import { type docarray, jina } from '../../../gen/jina-v1.js';
import { decodeDocuments } from '../decode-documents.js';
import type { Document } from '../document.js';
import { encodeDocuments } from '../encode-documents.js';
import { ndArray } from '../nd-array.js';

type DocumentProto = docarray.DocumentProto.$Properties;

const { DataContentProto } = jina.DataRequestProto;
const payloadOf = (...docs: DocumentProto[]) => DataContentProto.encode({ docs: { docs } }).finish();
const protoOf = (document: Document, outputArrayType?: 'numpy' | 'list') =>
  DataContentProto.decode(encodeDocuments('jina/v1', [document], outputArrayType === undefined ? {} : { outputArrayType })).docs
    ?.docs?.[0] as docarray.DocumentProto;

describe('jina/v1 documents', () => {
  it('bring every field back', () => {
    const document: Document = {
      id: 'a',
      text: 'x',
      embedding: ndArray(Float64Array.from([1, 2])),
      uri: 'u',
      mime_type: 'text/plain',
      modality: 'text',
      weight: 0.5,
      granularity: 1,
      adjacency: 2,
      parent_id: 'p',
      offset: 1.5,
      location: [1, 2.5],
      tags: { a: [1, null, { b: 'c' }] },
      chunks: [{ id: 'c', blob: Uint8Array.of(1) }],
      matches: [{ id: 'm', tensor: ndArray([[1, 2]]) }],
      scores: { cos: { value: 0.25, op_name: 'cosine', description: 'd', ref_id: 'r' } },
      evaluations: { p: { value: 1 } },
    };
    expect(decodeDocuments('jina/v1', encodeDocuments('jina/v1', [document]))).toEqual([document]);
  });

  it('name the class of an array: numpy, or as it came, or as asked', () => {
    const tensor = ndArray([1, 2]);
    expect(protoOf({ tensor }).tensor?.clsName).toBe('numpy');
    expect(protoOf({ tensor }, 'list').tensor?.clsName).toBe('list');
    const dense = { buffer: new Uint8Array(8), shape: [2], dtype: '<f4' };
    const [came] = decodeDocuments('jina/v1', payloadOf({ id: 'a', embedding: { dense, clsName: 'torch' } }), { keepOrigin: true });
    expect(protoOf({ ...came, text: 'x' }).embedding?.clsName).toBe('torch');
    expect(protoOf({ ...came }, 'numpy').embedding?.clsName).toBe('numpy');
  });

  it('carry sparse arrays along unread, until the field is set', () => {
    const values = { buffer: Uint8Array.of(1, 2, 3, 4), shape: [1], dtype: '<f4' };
    const sparse = {
      sparse: { indices: { ...values }, values, shape: [10, 10] },
      clsName: 'scipy',
      parameters: { fields: { sparse_format: { stringValue: 'csr' } } },
    };
    const payload = payloadOf({ id: 'a', embedding: sparse });
    const [came] = decodeDocuments('jina/v1', payload) as [Document];
    expect(came.embedding).toBeUndefined();
    expect(Buffer.from(encodeDocuments('jina/v1', [{ ...came }])).toString('hex')).toBe(Buffer.from(payload).toString('hex'));
    expect(protoOf({ ...came, embedding: ndArray([1]) }).embedding).toMatchObject({ clsName: 'numpy' });
  });

  it('put what v1 has no place for into the tags', () => {
    const proto = protoOf({ id: 'a', text: 'x', tags: { old: 1 }, url: 'http://a', raw: Uint8Array.of(0, 1), vector: ndArray([1, 2]) });
    const [document] = decodeDocuments('jina/v1', payloadOf(proto)) as [Document];
    expect(document).toEqual({ id: 'a', text: 'x', tags: { old: 1, url: 'http://a', raw: 'AAE=', vector: [1, 2] } });
  });

  it('keep the tensor as content when there is text too, and the text in the tags', () => {
    const [document] = decodeDocuments('jina/v1', encodeDocuments('jina/v1', [{ id: 'a', text: 'x', tensor: ndArray([1]) }]));
    expect(document).toEqual({ id: 'a', tensor: ndArray([1]), tags: { text: 'x' } });
  });

  it('write no empty text and no null', () => {
    expect(
      decodeDocuments('jina/v1', encodeDocuments('jina/v1', [{ id: 'a', text: '', url: null as never, blob: null as never }])),
    ).toEqual([{ id: 'a' }]);
  });

  it('never unpickle docs_bytes', () => {
    const payload = DataContentProto.encode({ docsBytes: Uint8Array.of(0x80, 4) }).finish();
    expect(() => decodeDocuments('jina/v1', payload)).toThrow('[protocol_content_unsupported] docs_bytes of docarray below 0.30');
  });

  it('refuse a field of the wrong type, naming it', () => {
    expect(() => encodeDocuments('jina/v1', [{ id: 5 as never }])).toThrow('[invalid_argument] document field [0].id must be a text');
    expect(() => encodeDocuments('jina/v1', [{ tensor: [1] as never }])).toThrow('document field [0].tensor must be an NdArray');
    expect(() => encodeDocuments('jina/v1', [{ location: 5 as never }])).toThrow('[invalid_argument]');
  });

  it('take __proto__ as a plain key', () => {
    const tags = JSON.parse('{"__proto__":{"polluted":1}}');
    const scores = JSON.parse('{"__proto__":{"value":1}}');
    const [document] = decodeDocuments('jina/v1', encodeDocuments('jina/v1', [{ id: 'a', tags, scores }]));
    expect(Object.keys(document?.tags as object)).toEqual(['__proto__']);
    expect(Object.keys(document?.scores as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
