import { describe, expect, it } from 'vitest';
import { requestBatches } from './request-batches.js';

const collect = async <T>(source: Iterable<T> | AsyncIterable<T>) => {
  const values: T[] = [];
  for await (const value of source) values.push(value);
  return values;
};

describe('requestBatches', () => {
  it('makes one request without documents of no input', async () => {
    expect(await collect(requestBatches(undefined, 10))).toEqual([[]]);
  });

  it('takes one document or one text', async () => {
    expect(await collect(requestBatches({ id: 'a' }, 10))).toEqual([[{ id: 'a' }]]);
    expect(await collect(requestBatches('hello', 10))).toEqual([[{ text: 'hello' }]]);
  });

  it('cuts arrays and iterables into batches of the request size, the last one smaller', async () => {
    const inputs = new Set([{ id: '1' }, { id: '2' }, { id: '3' }]);

    expect(await collect(requestBatches(inputs, 2))).toEqual([[{ id: '1' }, { id: '2' }], [{ id: '3' }]]);
  });

  it('cuts async iterables the same way', async () => {
    const inputs = (async function* () {
      yield 'a';
      yield { text: 'b' };
      yield 'c';
    })();

    expect(await collect(requestBatches(inputs, 2))).toEqual([[{ text: 'a' }, { text: 'b' }], [{ text: 'c' }]]);
  });

  it('makes no request of an empty array', async () => {
    expect(await collect(requestBatches([], 10))).toEqual([]);
  });

  it('names what came when an input is not a document', async () => {
    await expect(collect(requestBatches([3 as never], 2))).rejects.toThrow('inputs must be documents (plain objects) or texts, got number');
  });
});
