import { describe, expect, it } from 'vitest';
import { CreditAccount } from './credit-account.js';

describe('CreditAccount', () => {
  it('has no room before the first grant', () => {
    expect(new CreditAccount().canTake(0)).toBe(false);
  });

  it('counts calls and bytes', () => {
    const credits = new CreditAccount();
    credits.grant(2, 100);

    credits.take(60);

    expect(credits.canTake(40)).toBe(true);
    expect(credits.canTake(41)).toBe(false);
    credits.take(0);
    expect(credits.canTake(0)).toBe(false);
    credits.giveBack(60);
    expect(credits.canTake(100)).toBe(true);
  });

  it('lets a message larger than all bytes through alone', () => {
    const credits = new CreditAccount();
    credits.grant(2, 100);

    expect(credits.canTake(5_000)).toBe(true);
    credits.take(5_000);
    expect(credits.canTake(0)).toBe(false);
    credits.giveBack(5_000);
    credits.take(1);
    expect(credits.canTake(5_000)).toBe(false);
  });
});
