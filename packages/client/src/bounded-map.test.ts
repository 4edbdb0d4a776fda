import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { boundedMap } from './bounded-map.js';

const collect = async <T>(source: AsyncIterable<T>) => {
  const values: T[] = [];
  for await (const value of source) values.push(value);
  return values;
};

/** Work whose items finish when the test says so. */
function manualWork() {
  const open = new Map<number, (value: number) => void>();
  return {
    work: (item: number) => new Promise<number>((resolve) => open.set(item, resolve)),
    finish: (item: number) => open.get(item)?.(item),
    started: () => [...open.keys()],
  };
}

describe('boundedMap', () => {
  it('yields in the order of the source when ordered, also when later work ends first', async () => {
    const { work, finish, started } = manualWork();
    const result = collect(boundedMap([1, 2, 3], work, { limit: 3, ordered: true }));
    while (started().length < 3) await sleep(0);

    for (const item of [3, 1, 2]) finish(item);

    expect(await result).toEqual([1, 2, 3]);
  });

  it('yields as work ends when unordered', async () => {
    const { work, finish, started } = manualWork();
    const results = boundedMap([1, 2, 3], work, { limit: 3, ordered: false });
    const first = results.next();
    while (started().length < 3) await sleep(0);

    finish(2);

    expect((await first).value).toBe(2);
    await results.return();
  });

  it('does not read the source beyond the limit while the consumer is slow', async () => {
    let read = 0;
    const source = (async function* () {
      for (;;) yield read++;
    })();
    const results = boundedMap(source, async (item) => item, { limit: 4, ordered: true });
    await results.next();

    for (let turn = 0; turn < 20; turn++) await sleep(0);

    expect(read).toBeLessThanOrEqual(5);
    await results.return();
  });

  it('throws what work throws before it is under way', async () => {
    const work = (item: number): Promise<number> => {
      if (item === 2) throw new RangeError('cannot be encoded');
      return Promise.resolve(item);
    };

    await expect(collect(boundedMap([1, 2, 3], work, { limit: 2, ordered: true }))).rejects.toThrow('cannot be encoded');
  });

  it('keeps yielding results while the source is waiting for its next item', async () => {
    const source = (async function* () {
      yield 1;
      await new Promise(() => {});
    })();
    const results = boundedMap(source, async (item) => item * 10, { limit: 4, ordered: true });

    expect((await results.next()).value).toBe(10);
    void results.return();
  });

  it('ends with the error of the source', async () => {
    const source = (function* () {
      yield 1;
      throw new Error('source broke');
    })();

    await expect(collect(boundedMap(source, async (item) => item, { limit: 2, ordered: true }))).rejects.toThrow('source broke');
  });

  it('ends with the error of the work and closes the source', async () => {
    let isClosed = false;
    const source = (function* () {
      try {
        for (let item = 0; ; item++) yield item;
      } finally {
        isClosed = true;
      }
    })();
    const work = async () => {
      throw new Error('work broke');
    };

    await expect(collect(boundedMap(source, work, { limit: 2, ordered: false }))).rejects.toThrow('work broke');
    expect(isClosed).toBe(true);
  });
});
