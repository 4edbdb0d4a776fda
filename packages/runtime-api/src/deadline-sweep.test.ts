import { describe, expect, it } from 'vitest';
import type { Clock } from './clock.js';
import { DeadlineSweep, SWEEP_GRAIN_MS } from './deadline-sweep.js';

/** Time that moves when told to. */
function createHeldClock(): Clock & { advance(ms: number): void; timers: number } {
  let nowMs = 1_000;
  const timers = new Map<object, { atMs: number; callback: () => void }>();
  return {
    now: () => nowMs,
    get timers() {
      return timers.size;
    },
    after(delayMs, callback) {
      const key = {};
      timers.set(key, { atMs: nowMs + delayMs, callback });
      return () => timers.delete(key);
    },
    advance(ms) {
      nowMs += ms;
      for (const [key, { atMs, callback }] of [...timers]) if (atMs <= nowMs && timers.delete(key)) callback();
    },
  };
}

describe('DeadlineSweep', () => {
  it('sweeps once the earliest deadline has passed, with one timer for all', () => {
    const clock = createHeldClock();
    const sweeps: number[] = [];
    const sweep = new DeadlineSweep(clock, (nowMs) => {
      sweeps.push(nowMs);
      return sweeps.length === 1 ? 2_000 : Number.POSITIVE_INFINITY;
    });

    for (const deadlineMs of [2_000, 1_100, 1_105, 3_000]) sweep.add(deadlineMs);
    expect(clock.timers).toBe(1);
    clock.advance(99);
    expect(sweeps).toEqual([]);
    clock.advance(1);
    clock.advance(900);

    expect(sweeps).toEqual([1_100, 2_000]);
    expect(clock.timers).toBe(0);
  });

  it('does not sweep more often than its grain', () => {
    const clock = createHeldClock();
    let sweeps = 0;
    const sweep = new DeadlineSweep(clock, () => {
      sweeps++;
      return Number.POSITIVE_INFINITY;
    });

    sweep.add(clock.now());
    clock.advance(SWEEP_GRAIN_MS - 1);
    expect(sweeps).toBe(0);
    clock.advance(1);

    expect(sweeps).toBe(1);
  });

  it('leaves no timer after stop', () => {
    const clock = createHeldClock();
    const sweep = new DeadlineSweep(clock, () => Number.POSITIVE_INFINITY);
    sweep.add(2_000);

    sweep.stop();

    expect(clock.timers).toBe(0);
  });
});
