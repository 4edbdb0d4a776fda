import { describe, expect, it } from 'vitest';
import { retryDelayMs } from './retry-delay.js';

describe('retryDelayMs', () => {
  it('waits exactly the initial backoff after the first failure', () => {
    expect(retryDelayMs(1, { initialBackoffMs: 70 }, () => 0.3)).toBe(70);
  });

  it('waits a random part of the grown backoff later', () => {
    expect(retryDelayMs(3, { initialBackoffMs: 100, backoffMultiplier: 2, maxBackoffMs: 10_000 }, () => 0.5)).toBe(200);
  });

  it('never waits longer than the maximum', () => {
    expect(retryDelayMs(30, { maxBackoffMs: 900 }, () => 1)).toBe(900);
    expect(retryDelayMs(1, { initialBackoffMs: 5_000, maxBackoffMs: 900 }, () => 1)).toBe(900);
  });
});
