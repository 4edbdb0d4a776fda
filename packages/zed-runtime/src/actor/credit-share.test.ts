import { expect, it } from 'vitest';
import { creditShare } from './credit-share.js';

it('splits what a Pea can take over its routers, and never down to nothing', () => {
  expect(creditShare({ maxInFlight: 256, maxInFlightBytes: 1000 }, 2)).toEqual({ calls: 128, bytes: 500 });
  expect(creditShare({ maxInFlight: 1, maxInFlightBytes: 1 }, 2)).toEqual({ calls: 1, bytes: 1 });
});
