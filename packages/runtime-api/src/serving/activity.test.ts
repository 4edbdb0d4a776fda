import { RuntimeError } from '@zedflow/core-protocol';
import { describe, expect, it } from 'vitest';
import { Activity } from './activity.js';

const STOPPED = new RuntimeError('runtime_draining', 'stopped');

describe('Activity', () => {
  it('is drained at once when nothing is under way', async () => {
    expect(await new Activity().drain(60_000)).toBe(true);
  });

  it('is drained when the last thing under way ends', async () => {
    const activity = new Activity();
    const [first, last] = [{ kill: () => {} }, { kill: () => {} }];
    activity.begin(first);
    activity.begin(last);
    const drained = activity.drain(60_000);
    activity.end(first);
    activity.end(last);
    expect(await drained).toBe(true);
  });

  it('tells those under way, and those that begin later, to finish', () => {
    const activity = new Activity();
    const told: string[] = [];
    activity.begin({ kill: () => {}, drain: () => told.push('early') });
    void activity.drain(0);
    activity.begin({ kill: () => {}, drain: () => told.push('late') });
    expect(told).toEqual(['early', 'late']);
    expect(activity.isDraining).toBe(true);
  });

  it('says when the time was not enough, and ends what is left with the reason', async () => {
    const activity = new Activity();
    const reasons: unknown[] = [];
    activity.begin({ kill: (error) => reasons.push(error) });
    expect(await activity.drain(0)).toBe(false);
    activity.kill(STOPPED);
    expect(reasons).toEqual([STOPPED]);
  });
});
