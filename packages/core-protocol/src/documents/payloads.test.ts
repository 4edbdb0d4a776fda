import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jina as jinaV1 } from '../../gen/jina-v1.js';
import { jina as jinaV2 } from '../../gen/jina-v2.js';
import { CONTENT_TYPES } from '../content-type.js';
import { detectGeneration } from '../jina/generation.js';
import type { JsonValue } from '../json-value.js';
import { countDocuments } from './count-documents.js';
import { decodeDocuments } from './decode-documents.js';
import type { Document } from './document.js';
import { encodeDocuments } from './encode-documents.js';
import { joinDocuments } from './join-documents.js';
import { ndArray } from './nd-array.js';
import { transcode } from './transcode.js';

const v1 = jinaV1.DataRequestProto;
const v2 = jinaV2.DataRequestProto;
const documents: Document[] = [
  { id: 'a', text: 'x' },
  { id: 'b', tags: { k: 'v' } },
  { id: 'c', embedding: ndArray([0.5, 1]) },
];

/** The forms that are one payload. */
const FORMS = CONTENT_TYPES.filter((type) => type !== 'zed/frames');

describe.each(FORMS)('payloads of %s', (contentType) => {
  it('are counted without being decoded', () => {
    expect(countDocuments(contentType, encodeDocuments(contentType, documents))).toBe(3);
    expect(countDocuments(contentType, encodeDocuments(contentType, []))).toBe(0);
  });

  it('are joined without being decoded', () => {
    const [first, ...rest] = documents.map((document) => encodeDocuments(contentType, [document])) as [Uint8Array, ...Uint8Array[]];
    const joined = joinDocuments(contentType, [first, encodeDocuments(contentType, []), ...rest]);
    expect(decodeDocuments(contentType, joined)).toEqual(documents);
    expect(joinDocuments(contentType, [first])).toBe(first);
    expect(decodeDocuments(contentType, joinDocuments(contentType, []))).toEqual([]);
  });

  it.each(FORMS)('become %s with the same documents', (to) => {
    expect(decodeDocuments(to, transcode(contentType, to, encodeDocuments(contentType, documents)))).toEqual(documents);
  });

  it('hold any JSON in tags', () => {
    const key = fc.string({ maxLength: 8 });
    const leaf = fc.oneof(
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((x) => !Object.is(x, -0)),
      fc.boolean(),
      fc.constant(null),
    );
    const { tree } = fc.letrec<{ tree: JsonValue }>((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(key, tie('tree'), { maxKeys: 4 })),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, tree, { maxKeys: 5 }), (tags) => {
        const document = { id: 'a', tags };
        const back = decodeDocuments(contentType, encodeDocuments(contentType, [document]), { keepOrigin: true });
        expect(JSON.stringify(back)).toBe(JSON.stringify([document]));
        // Again from what came, with its origins.
        expect(JSON.stringify(decodeDocuments(contentType, encodeDocuments(contentType, back)))).toBe(JSON.stringify([document]));
      }),
      { numRuns: 200 },
    );
  });
});

describe('generation', () => {
  it('is told from the first document that is not empty', () => {
    const v1 = encodeDocuments('jina/v1', [{}, { id: 'only an id' }]);
    expect(detectGeneration(v1)).toBe('jina/v1');
    expect(detectGeneration(encodeDocuments('jina/v2', [{ id: 'a' }]))).toBe('jina/v2');
    expect(detectGeneration(encodeDocuments('jina/v1', [{ text: 'no id' }]))).toBe('jina/v1');
  });

  it('is unknown without documents', () => {
    expect(detectGeneration(encodeDocuments('jina/v1', []))).toBeUndefined();
    expect(detectGeneration(encodeDocuments('jina/v1', [{}]))).toBeUndefined();
    expect(detectGeneration(Uint8Array.from([18, 1, 0]))).toBeUndefined();
    expect(detectGeneration(Uint8Array.from([255]))).toBeUndefined();
  });

  it('of any id is never mistaken', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), (id) => {
        expect(detectGeneration(encodeDocuments('jina/v2', [{ id }]))).toBe('jina/v2');
        fc.pre(!id.startsWith('\n'));
        expect(detectGeneration(encodeDocuments('jina/v1', [{ id }]))).toBe('jina/v1');
      }),
    );
  });
});

it('forgets how a field came when the document is written in the other generation', () => {
  const embedding = { dense: { buffer: new Uint8Array(4), shape: [1], dtype: '<f4' } };
  const data = { id: { text: 'a' }, embedding: { ndarray: embedding, type: 'ndarray_embedding' } };
  const came = decodeDocuments('jina/v2', v2.DataContentProto.encode({ docs: { docs: [{ data }] } }).finish(), { keepOrigin: true });
  const written = v1.DataContentProto.decode(encodeDocuments('jina/v1', came));
  expect(written.docs?.docs?.[0]?.embedding?.clsName).toBe('numpy');
});

it('takes the later of docs and docs_bytes, which are one oneof', () => {
  const list = encodeDocuments('jina/v2', [{ id: 'a' }]);
  const asBytes = Uint8Array.from(encodeDocuments('jina/v2', [{ id: 'b' }]));
  asBytes[0] = 18;
  const both = Buffer.concat([list, asBytes]);
  expect(decodeDocuments('jina/v2', both)).toEqual([{ id: 'b' }]);
  expect(decodeDocuments('jina/v2', joinDocuments('jina/v2', [list, both]))).toEqual([{ id: 'a' }, { id: 'b' }]);
  expect(countDocuments('jina/v2', both)).toBe(1);
  expect(countDocuments('jina/v2', Buffer.concat([asBytes, list]))).toBe(1);
});

it('joins docs_bytes of v2 as the list that they are, and refuses pickles', () => {
  const list = encodeDocuments('jina/v2', [{ id: 'a' }]);
  const asBytes = Uint8Array.from(list);
  asBytes[0] = 18;
  expect(decodeDocuments('jina/v2', joinDocuments('jina/v2', [asBytes, list]))).toEqual([{ id: 'a' }, { id: 'a' }]);
  expect(() => joinDocuments('jina/v1', [asBytes, list])).toThrow('[protocol_content_unsupported]');
});

it('has no list arrays to choose in jina/v2', () => {
  expect(() => encodeDocuments('jina/v2', [], { outputArrayType: 'list' })).toThrow('[config_unsupported]');
});

describe('texts that UTF-8 cannot say', () => {
  it.each(['jina/v1', 'jina/v2', 'json'] as const)(
    'gives halves of characters in %s as U+FFFD or as they are, never as broken bytes',
    (type) => {
      const half = 'cut \ud83d';
      const document: Document = { id: half, text: half, tags: { half: [half] } };

      const [read] = decodeDocuments(type, encodeDocuments(type, [document])) as [Document];

      for (const text of [read.id, read.text, (read.tags as { half: string[] }).half[0]]) expect(text).toMatch(/^cut (\ufffd|\ud83d)$/);
    },
  );
});
