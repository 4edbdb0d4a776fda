import { describe, expect, it } from 'vitest';
import { TargetPatterns } from './target-pattern.js';

describe('TargetPatterns', () => {
  it('keeps what it compiled and forgets the least recently used first', () => {
    const patterns = new TargetPatterns();
    const first = patterns.matcherOf('a.b');
    const second = patterns.matcherOf('b.c');

    for (let index = 0; index < 255; index++) {
      patterns.matcherOf(`x${index}.`);
      patterns.matcherOf('a.b');
    }

    expect(patterns.matcherOf('a.b')).toBe(first);
    expect(patterns.matcherOf('b.c')).not.toBe(second);
  });

  it('answers a pattern that would stall a backtracking engine', () => {
    const matcher = new TargetPatterns().matcherOf('(a+)+$');

    expect(matcher(`${'a'.repeat(5000)}b`)).toBe(false);
  });

  it('refuses a repetition that would need a huge program', () => {
    expect(() => new TargetPatterns().matcherOf('((a{100}){100}){100}')).toThrow(/not a valid pattern/);
  });
});
