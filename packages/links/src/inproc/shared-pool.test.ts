import { describe, expect, it } from 'vitest';
import { SharedPool } from './shared-pool.js';

const MIB = 1024 * 1024;

describe('SharedPool', () => {
  it('copies a payload once, however often it is shared', () => {
    const pool = new SharedPool(4 * MIB);
    const payload = new Uint8Array(100_000).fill(9);

    const shared = pool.share(payload) as Uint8Array;

    expect(shared).toEqual(payload);
    expect(shared.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(pool.share(payload)).toBe(shared);
    expect(pool.share(shared)).toBe(shared);
  });

  it('never makes more memory than its limit', () => {
    const pool = new SharedPool(2 * MIB);

    const shared = Array.from({ length: 5 }, () => pool.share(new Uint8Array(MIB)));

    expect(shared.map((payload) => payload?.byteLength)).toEqual([MIB, MIB, undefined, undefined, undefined]);
    expect(pool.bytes).toBe(2 * MIB);
  });

  it('uses memory again that came back, but not memory that was lost', () => {
    const pool = new SharedPool(MIB);
    const root = new SharedArrayBuffer(MIB);
    pool.takeBack({ root, isLost: false });

    const shared = pool.share(new Uint8Array(MIB).fill(5)) as Uint8Array;

    expect(new Uint8Array(root)[7]).toBe(5);
    expect(shared.buffer).not.toBe(root);
    pool.takeBack({ root, isLost: true });
    expect(pool.share(new Uint8Array(MIB).fill(6))).toBeDefined();
    expect(new Uint8Array(root)[7]).toBe(5);
  });
});
