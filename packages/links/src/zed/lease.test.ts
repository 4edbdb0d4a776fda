import type { Clock } from '@zedflow/runtime-api';
import { describe, expect, it } from 'vitest';
import { Lease } from './lease.js';

function leaseOf(isProcessAlive: () => boolean) {
  let nowMs = 0;
  const timers = new Map<object, { atMs: number; callback: () => void }>();
  const clock: Clock = {
    now: () => nowMs,
    after(delayMs, callback) {
      const key = {};
      timers.set(key, { atMs: nowMs + delayMs, callback });
      return () => timers.delete(key);
    },
  };
  const lostAtMs: number[] = [];
  const lease = new Lease({ clock, isProcessAlive, onLost: () => lostAtMs.push(nowMs) });
  const advance = (ms: number) => {
    for (const endMs = nowMs + ms; nowMs < endMs; nowMs++) {
      for (const [key, { atMs, callback }] of [...timers]) if (atMs <= nowMs && timers.delete(key)) callback();
    }
  };
  return { lease, advance, lostAtMs, timers };
}

describe('Lease', () => {
  it('is lost within a second when the process is gone, once', () => {
    const { lease, advance, lostAtMs, timers } = leaseOf(() => false);
    lease.start();

    advance(5_000);

    expect(lostAtMs).toHaveLength(1);
    expect(lostAtMs[0]).toBeLessThan(1_000);
    expect(timers.size).toBe(0);
  });

  it('outlives five seconds of silence of a process that exists, but not a minute', () => {
    const { lease, advance, lostAtMs } = leaseOf(() => true);
    lease.start();

    advance(5_000);
    expect(lostAtMs).toEqual([]);
    advance(55_000);

    expect(lostAtMs).toHaveLength(1);
  });

  it('is never lost while heartbeats come', () => {
    const { lease, advance, lostAtMs } = leaseOf(() => false);
    lease.start();

    for (let beat = 0; beat < 100; beat++) {
      advance(400);
      lease.renew();
    }

    expect(lostAtMs).toEqual([]);
  });

  it('leaves no timer after stop', () => {
    const { lease, timers } = leaseOf(() => false);
    lease.start();

    lease.stop();

    expect(timers.size).toBe(0);
  });
});
