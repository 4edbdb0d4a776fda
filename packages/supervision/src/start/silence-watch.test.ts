import { SYSTEM_CLOCK } from '@zedflow/runtime-api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SilenceWatch } from './silence-watch.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('SilenceWatch', () => {
  it('fires after silence, not after time', async () => {
    const startMs = SYSTEM_CLOCK.now();
    let firedAtMs: number | undefined;
    const watch = new SilenceWatch(SYSTEM_CLOCK, 100, () => {
      firedAtMs = SYSTEM_CLOCK.now();
    });

    await vi.advanceTimersByTimeAsync(90);
    watch.heard();
    await vi.advanceTimersByTimeAsync(90);
    watch.heard();
    await vi.advanceTimersByTimeAsync(99);
    expect(firedAtMs).toBeUndefined();

    await vi.advanceTimersByTimeAsync(1);
    expect(firedAtMs).toBe(startMs + 280);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('never fires with a limit of -1, nor after stop', async () => {
    let fired = 0;
    new SilenceWatch(SYSTEM_CLOCK, -1, () => fired++);
    const stopped = new SilenceWatch(SYSTEM_CLOCK, 10, () => fired++);

    stopped.stop();
    await vi.advanceTimersByTimeAsync(1_000_000);

    expect(fired).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});
