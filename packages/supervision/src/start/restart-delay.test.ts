import { expect, it } from 'vitest';
import { restartDelayMs } from './restart-delay.js';

it('doubles with each failed start, up to the limit', () => {
  const policy = { delayMs: 100, maxDelayMs: 1000 };

  expect([0, 1, 2, 3, 4, 5, 1000].map((failed) => restartDelayMs(policy, failed))).toEqual([100, 200, 400, 800, 1000, 1000, 1000]);
});
