import { createFakeClock } from '@zedflow/testing';
import { describe, expect, it } from 'vitest';
import { deferred } from './deferred.js';
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

describe('runStopLadder', () => {
  it('asks once when asking is enough', async () => {
    const clock = createFakeClock();
    const { ended, tried, rungs } = makeLadder('terminate');

    expect(await runStopLadder([...rungs], ended, 1000, clock)).toEqual({ rung: 'terminate', forced: false, ended: true });

    expect(tried).toEqual(['terminate']);
    expect(clock.pending).toBe(0);
  });

  it('sends SIGTERM and then SIGKILL, each after its deadline', async () => {
    const clock = createFakeClock();
    const { ended, tried, rungs } = makeLadder('SIGKILL');

    const result = runStopLadder([...rungs], ended, 1000, clock);
    await clock.advance(999);
    expect(tried).toEqual(['terminate']);
    await clock.advance(1);
    expect(tried).toEqual(['terminate', 'SIGTERM']);
    await clock.advance(1000);

    expect(await result).toEqual({ rung: 'SIGKILL', forced: true, ended: true });
  });

  it('gives up when even force does not help', async () => {
    const clock = createFakeClock();
    const { ended, tried, rungs } = makeLadder();

    const result = runStopLadder([...rungs], ended, 1000, clock);
    await clock.advance(3000);

    expect(await result).toEqual({ rung: 'SIGKILL', forced: true, ended: false });
    expect(tried).toHaveLength(3);
  });
});
