import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jina as jinaV1 } from '../../../gen/jina-v1.js';
import { jina as jinaV2 } from '../../../gen/jina-v2.js';
import type { Message } from '../../envelope/envelope.js';
import { isRuntimeError } from '../../errors/runtime-error.js';
import { decodeDataRequest, encodeDataRequest } from '../../jina/data-request.js';
import { decodeDocuments, decodeParts } from '../decode-documents.js';
import type { Document } from '../document.js';
import { encodeDocuments, encodeFrames } from '../encode-documents.js';
import type { NdArray } from '../nd-array.js';
import { cutFrames } from './cut-frames.js';
import { type Frames, MIN_FRAME_BYTES, readFrames, writeFrames } from './frame-head.js';
import { joinFrames, withFrames, withoutFrames } from './framed-message.js';

const ELEMENTS = MIN_FRAME_BYTES / 4;
const v1 = jinaV1.DataRequestProto.DataContentProto;
const v2 = jinaV2.DataRequestProto.DataContentProto;

function tensor(elements: number): NdArray {
  return { dtype: 'float32', shape: [elements], data: Float32Array.from({ length: elements }, (_, i) => i % 251) };
}

/** Bodies as protobufjs writes them, with large values at every kind of place, small ones beside them, and unknown fields. */
function bodies(): Record<'jina/v1' | 'jina/v2', Uint8Array> {
  const buffer = new Uint8Array(tensor(ELEMENTS + 3).data.buffer as ArrayBuffer);
  const dense = { buffer, shape: [ELEMENTS + 3], dtype: '<f4' };
  const bigEndian = { buffer, shape: [ELEMENTS + 3], dtype: '>f4' };
  const blob = new Uint8Array(MIN_FRAME_BYTES).fill(7);
  const unknown = [Uint8Array.from([0xf8, 0x07, 5])];
  const v1Docs = [
    { id: 'a', tensor: { dense, clsName: 'torch' }, embedding: { dense: bigEndian, clsName: 'numpy' } },
    { id: 'b', blob, chunks: [{ id: 'c', blob }], matches: [{ id: 'd', chunks: [{ blob: blob.slice(1) }] }], $unknowns: unknown },
    { id: 'e', embedding: { sparse: { indices: dense, values: dense, shape: [3] } } },
  ];
  const node = { ndarray: { dense }, type: 'torch_tensor' };
  const data = {
    id: { text: 'a', type: 'id' },
    tensor: node,
    other: { ndarray: { dense: bigEndian } },
    blob: { blob, type: 'image' },
    small: { blob: blob.subarray(0, 9) },
    doc: { doc: { data: { tensor: node } } },
    chunks: { docArray: { docs: [{ data: { blob: { blob } } }, { data: { text: { text: 'y' } } }] } },
    list: { list: { data: [node, { integer: 3 }, { set: { data: [node] } }, { tuple: { data: [{ blob }] } }] } },
    dict: { dict: { data: { deep: { dict: { data: { tensor: node } } } } } },
  };
  return {
    'jina/v1': v1.encode({ docs: { docs: v1Docs } }).finish(),
    'jina/v2': v2.encode({ docs: { docs: [{ data }, { data: { id: { text: 'b' } } }] } }).finish(),
  };
}

const cutOf = (generation: 'jina/v1' | 'jina/v2') => cutFrames(generation, bodies()[generation]) as Frames;

describe.each(['jina/v1', 'jina/v2'] as const)('framed documents of %s', (generation) => {
  it('are the same bytes again when their values are put back', () => {
    const body = bodies()[generation];
    const frames = cutFrames(generation, body) as Frames;
    expect(frames.skeleton.byteLength).toBeLessThan(MIN_FRAME_BYTES * 8);
    expect(Buffer.compare(joinFrames(readFrames(writeFrames(frames))), body)).toBe(0);
  });

  it('decode to the documents of the whole body, and encode to its bytes', () => {
    const body = bodies()[generation];
    const options = { keepOrigin: true };
    const whole = decodeDocuments(generation, body, options);
    const [framed] = decodeParts('zed/frames', writeFrames(cutOf(generation)), options) as [Document[]];
    expect(framed).toEqual(whole);
    const again = joinFrames(readFrames(encodeFrames(generation, framed, { keepsAbsentIds: true })));
    expect(Buffer.compare(again, encodeDocuments(generation, whole, { keepsAbsentIds: true }))).toBe(0);
    expect(decodeDocuments(generation, again, options)).toEqual(whole);
  });

  it('never copy an untouched value: it is a view on what was received, and what is sent again', () => {
    const received = encodeFrames(generation, [{ id: 'a', tensor: tensor(ELEMENTS) }]);
    const docs = decodeParts('zed/frames', received, { keepOrigin: true })[0] as Document[];
    const came = docs[0]?.tensor as NdArray;
    expect(came.data.buffer).toBe(received[1]?.buffer);
    const sent = encodeFrames(generation, docs);
    expect(sent[1]?.buffer).toBe(received[1]?.buffer);
    // An object of its own each time: links take the same object for the same bytes.
    expect(sent[1]).not.toBe(encodeFrames(generation, docs)[1]);
  });

  it('are written into a request of Jina without being decoded', () => {
    const body = bodies()[generation];
    const envelope = { kind: 'call', sequence: 0, requestId: 'r', endpoint: '/x', contentType: generation } as const;
    const framed = withFrames({ envelope, payloads: [body] });
    expect(framed.envelope.contentType).toBe('zed/frames');
    expect(Buffer.compare(encodeDataRequest(framed), encodeDataRequest({ envelope, payloads: [body] }))).toBe(0);
    expect(withoutFrames(framed).envelope.contentType).toBe(generation);
    expect(decodeDataRequest(encodeDataRequest(framed)).payloads).toHaveLength(1);
  });

  it('are documents or a typed error, whatever bytes the head has', () => {
    const [head, ...values] = encodeFrames(generation, [{ id: 'a', tensor: tensor(ELEMENTS), blob: new Uint8Array(MIN_FRAME_BYTES) }]) as [
      Uint8Array,
      ...Uint8Array[],
    ];
    const attempt = (read: () => unknown) => {
      try {
        read();
      } catch (error) {
        if (!isRuntimeError(error)) throw error;
      }
    };
    const edits = fc.array(fc.tuple(fc.nat(head.byteLength - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(edits, fc.nat(head.byteLength), fc.nat(2), (changes, length, missing) => {
        const bytes = Uint8Array.from(head);
        for (const [at, byte] of changes) bytes[at] = byte;
        const payloads = [missing === 2 ? bytes.subarray(0, length) : bytes, ...values.slice(missing === 1 ? 1 : 0)];
        const message: Message = {
          envelope: { kind: 'call', sequence: 0, requestId: '', endpoint: '', contentType: 'zed/frames' },
          payloads,
        };
        attempt(() => decodeParts('zed/frames', payloads, { keepOrigin: true }));
        attempt(() => withoutFrames(message));
        attempt(() => encodeDataRequest(message));
      }),
      { numRuns: 1500 },
    );
  });
});

describe('the head of zed/frames', () => {
  it('keeps its bytes', () => {
    const value = new Uint8Array(MIN_FRAME_BYTES);
    const [v1Head] = encodeFrames('jina/v1', [{ id: 'a', blob: value }]) as [Uint8Array];
    expect(Buffer.from(v1Head).toString('hex')).toBe('010100000100000008000000000001000a070a050a01611200');
    const [v2Head] = encodeFrames('jina/v2', [{ id: 'a', blob: value }]) as [Uint8Array];
    expect(Buffer.from(v2Head).toString('hex')).toBe(
      '01020000010000001e000000000001000a1d0a1b0a0d0a02696412070a01616a0269640a0a0a04626c6f6212022a00',
    );
  });

  it.each([
    ['no head', [Uint8Array.of(9)]],
    ['a head of another version', [Uint8Array.of(2, 1, 0, 0, 0, 0, 0, 0)]],
    ['more values than came', [Uint8Array.of(1, 1, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 10, 1, 0)]],
    ['values without number', [Uint8Array.of(1, 1, 0, 0, 255, 255, 255, 255)]],
    ['a value outside of a field of bytes', [Uint8Array.of(1, 2, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 8, 0), Uint8Array.of(1)]],
  ])('is refused as malformed: %s', (_, payloads) => {
    expect(() => decodeParts('zed/frames', payloads)).toThrow('[protocol_malformed]');
  });
});

it('a request without large values stays as it is', () => {
  const envelope = { kind: 'call', sequence: 0, requestId: 'r', endpoint: '/x', contentType: 'jina/v2' } as const;
  const small: Message = { envelope, payloads: [encodeDocuments('jina/v2', [{ id: 'a', text: 'x' }])] };
  expect(withFrames(small)).toBe(small);
  const text: Message = { envelope, payloads: [encodeDocuments('jina/v2', [{ id: 'a', text: 'x'.repeat(MIN_FRAME_BYTES) }])] };
  expect(withFrames(text)).toBe(text);
  const garbage: Message = { envelope, payloads: [new Uint8Array(MIN_FRAME_BYTES).fill(255)] };
  expect(withFrames(garbage)).toBe(garbage);
});
