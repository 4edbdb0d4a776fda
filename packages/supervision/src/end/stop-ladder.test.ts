import { SYSTEM_CLOCK } from '@zedflow/runtime-api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deferred } from '../deferred.js';
import { runStopLadder } from './stop-ladder.js';

function makeLadder(endsAt?: string) {
  const ended = deferred<void>();
  const tried: string[] = [];
  const rung = (name: string) => ({
    name,
    run: () => {
      tried.push(name);
      if (name === endsAt) ended.resolve();
    },
  });
  return { ended: ended.promise, tried, rungs: [rung('terminate'), rung('SIGTERM'), rung('SIGKILL')] as const };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('runStopLadder', () => {
  it('asks once when asking is enough', async () => {
    const { ended, tried, rungs } = makeLadder('terminate');

    expect(await runStopLadder([...rungs], ended, 1000, SYSTEM_CLOCK)).toEqual({ rung: 'terminate', forced: false, ended: true });

    expect(tried).toEqual(['terminate']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('sends SIGTERM and then SIGKILL, each after its deadline', async () => {
    const { ended, tried, rungs } = makeLadder('SIGKILL');

    const result = runStopLadder([...rungs], ended, 1000, SYSTEM_CLOCK);
    await vi.advanceTimersByTimeAsync(999);
    expect(tried).toEqual(['terminate']);
    await vi.advanceTimersByTimeAsync(1);
    expect(tried).toEqual(['terminate', 'SIGTERM']);
    await vi.advanceTimersByTimeAsync(1000);

    expect(await result).toEqual({ rung: 'SIGKILL', forced: true, ended: true });
  });

  it('gives up when even force does not help', async () => {
    const { ended, tried, rungs } = makeLadder();

    const result = runStopLadder([...rungs], ended, 1000, SYSTEM_CLOCK);
    await vi.advanceTimersByTimeAsync(3000);

    expect(await result).toEqual({ rung: 'SIGKILL', forced: true, ended: false });
    expect(tried).toHaveLength(3);
  });
});
