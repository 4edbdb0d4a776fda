import { createFakeClock } from '@zedflow/testing';
import { describe, expect, it } from 'vitest';
import { SilenceWatch } from './silence-watch.js';

describe('SilenceWatch', () => {
  it('fires after silence, not after time', async () => {
    const clock = createFakeClock();
    let firedAtMs: number | undefined;
    const watch = new SilenceWatch(clock, 100, () => {
      firedAtMs = clock.now();
    });

    await clock.advance(90);
    watch.heard();
    await clock.advance(90);
    watch.heard();
    await clock.advance(99);
    expect(firedAtMs).toBeUndefined();

    await clock.advance(1);
    expect(firedAtMs).toBe(280);
    expect(clock.pending).toBe(0);
  });

  it('never fires with a limit of -1, nor after stop', async () => {
    const clock = createFakeClock();
    let fired = 0;
    new SilenceWatch(clock, -1, () => fired++);
    const stopped = new SilenceWatch(clock, 10, () => fired++);

    stopped.stop();
    await clock.advance(1_000_000);

    expect(fired).toBe(0);
    expect(clock.pending).toBe(0);
  });
});
