import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PassageStore } from './passage-store.js';

const passage = (file: string, text: string, hash = 'h1') => ({ file, hash, title: file, text });
const X = Float32Array.of(1, 0);
const Y = Float32Array.of(0, 1);

describe('PassageStore', () => {
  let path: string;

  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), 'zedflow-store-')), 'workspace', 'passages.arrow');
  });

  afterEach(() => rmSync(join(path, '../..'), { recursive: true, force: true }));

  it('ranks passages by the angle to the question, one per title', () => {
    const store = new PassageStore();
    store.add([passage('a', 'far'), passage('b', 'near'), passage('b', 'nearest')], [X, Float32Array.of(0.6, 0.8), Y]);

    const matches = store.search(Y, 5);

    expect(matches.map(({ text, score }) => [text, score])).toEqual([
      ['nearest', 1],
      ['far', 0],
    ]);
  });

  it('gives no more matches than asked for', () => {
    const store = new PassageStore();
    store.add([passage('a', 'one'), passage('b', 'two')], [X, Y]);

    expect(store.search(X, 1)).toHaveLength(1);
    expect(store.search(X, 0)).toEqual([]);
  });

  it('finds after load what was saved', async () => {
    const store = new PassageStore();
    store.add([passage('a', 'one'), passage('b', 'two — ünïcode')], [X, Y]);
    store.keepOnly(new Map([['a', 'h1'], ['b', 'h1'], ['empty', 'h9']])); // biome-ignore format: pairs

    await store.save(path);
    const loaded = await PassageStore.load(path);

    expect(loaded.search(Y, 1)).toEqual([{ ...passage('b', 'two — ünïcode'), score: 1 }]);
    expect([...loaded.files.keys()]).toEqual(['a', 'b', 'empty']);
  });

  it('takes new passages after load', async () => {
    const store = new PassageStore();
    store.add([passage('a', 'one')], [X]);
    store.keepOnly(new Map([['a', 'h1']]));
    await store.save(path);

    const loaded = await PassageStore.load(path);
    loaded.add([passage('b', 'two')], [Y]);

    expect(loaded.search(Y, 2).map(({ text }) => text)).toEqual(['two', 'one']);
  });

  it('drops passages of files that are gone or have changed', () => {
    const store = new PassageStore();
    store.add([passage('gone', 'g'), passage('b', 'old', 'h1'), passage('a', 'new', 'h2')], [X, X, Y]);

    store.keepOnly(
      new Map([
        ['a', 'h2'],
        ['b', 'h2'],
      ]),
    );

    expect(store.search(Y, 5)).toEqual([{ ...passage('a', 'new', 'h2'), score: 1 }]);
  });

  it('replaces the passages of a file that comes again', () => {
    const store = new PassageStore();
    store.add([passage('a', 'old'), passage('b', 'other')], [X, X]);

    store.add([passage('a', 'new')], [Y]);

    expect(store.search(Y, 5).map(({ text }) => text)).toEqual(['new', 'other']);
    expect(store.count).toBe(2);
  });

  it('saves and loads an index without passages', async () => {
    const store = new PassageStore();
    store.keepOnly(new Map([['a', 'h1']]));

    await store.save(path);

    expect((await PassageStore.load(path)).count).toBe(0);
    expect((await PassageStore.load(path)).files.get('a')).toBe('h1');
  });

  it('is empty when there is no file yet', async () => {
    expect((await PassageStore.load(path)).count).toBe(0);
  });

  it('refuses vectors of another size than the index has', () => {
    const store = new PassageStore();
    store.add([passage('a', 'one')], [X]);

    expect(() => store.add([passage('b', 'two')], [Float32Array.of(1, 2, 3)])).toThrow('a vector has 3 numbers, those of the index have 2');
  });

  it('rejects a file that is no index', async () => {
    const broken = join(path, '../../broken.arrow');
    writeFileSync(broken, 'no arrow file');

    await expect(PassageStore.load(broken)).rejects.toThrow();
  });
});
