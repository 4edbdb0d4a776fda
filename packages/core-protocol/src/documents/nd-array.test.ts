import { describe, expect, it } from 'vitest';
import { decodeDocuments } from './decode-documents.js';
import { encodeDocuments } from './encode-documents.js';
import { DTYPES, type DType, isNdArray, ndArray, ndArrayToList } from './nd-array.js';

describe('ndArray', () => {
  it('takes shape and dtype from nested lists and typed arrays', () => {
    expect(
      ndArray([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ).toEqual({ dtype: 'float64', shape: [2, 3], data: Float64Array.from([1, 2, 3, 4, 5, 6]) });
    expect(ndArray(Float32Array.of(1, 2))).toEqual({ dtype: 'float32', shape: [2], data: Float32Array.of(1, 2) });
    expect(ndArray([1, 2n, true], [3, 1], 'int64')).toEqual({ dtype: 'int64', shape: [3, 1], data: BigInt64Array.of(1n, 2n, 1n) });
    expect(ndArray(Uint8Array.of(1), [], 'bool')).toMatchObject({ dtype: 'bool', shape: [] });
    expect(ndArray([])).toMatchObject({ shape: [0] });
  });

  it('keeps the typed array itself', () => {
    const data = new Float32Array(4);
    expect(ndArray(data, [2, 2]).data).toBe(data);
  });

  it('refuses shapes and types that do not fit', () => {
    expect(() => ndArray([1, 2], [3])).toThrow(new RangeError('shape [3] needs 3 elements, got 2'));
    expect(() => ndArray([1], [-1])).toThrow(RangeError);
    expect(() => ndArray([[1], [1, 2]])).toThrow(TypeError);
    expect(() => ndArray([[1], 2])).toThrow(TypeError);
    expect(() => ndArray(new Float32Array(1), [1], 'float64')).toThrow('dtype float64 does not fit a Float32Array');
    expect(() => ndArray([1], [1], 'text' as DType)).toThrow('dtype must be one of');
    expect(() => ndArray('x' as never)).toThrow('data must be a typed array');
  });

  it('is given back as nested lists', () => {
    expect(
      ndArrayToList(
        ndArray([
          [1, 2],
          [3, 4],
        ]),
      ),
    ).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(ndArrayToList(ndArray([7], []))).toBe(7);
    expect(ndArrayToList(ndArray(BigInt64Array.of(1n, 2n ** 60n)))).toEqual([1, 2n ** 60n]);
  });

  it('is told from other objects', () => {
    expect(isNdArray(ndArray([1]))).toBe(true);
    expect(isNdArray({ dtype: 'toString', shape: [], data: new Uint8Array() })).toBe(false);
    expect(isNdArray(null)).toBe(false);
  });

  it.each(Object.keys(DTYPES) as DType[])('of %s comes back from both generations, at any alignment', (dtype) => {
    const length = 3000;
    const Type = DTYPES[dtype];
    const data = new Type(length);
    data.set((Type === BigInt64Array || Type === BigUint64Array ? [1n, 2n] : [1, 0, 1]) as never);
    const array = ndArray(data as never, [length / 3, 3], dtype);
    for (const contentType of ['jina/v1', 'jina/v2'] as const) {
      for (const id of ['a', 'ab', 'abc', 'abcd']) {
        const payload = encodeDocuments(contentType, [{ id, tensor: array }]);
        expect(decodeDocuments(contentType, payload)).toEqual([{ id, tensor: array }]);
      }
    }
  });
});
