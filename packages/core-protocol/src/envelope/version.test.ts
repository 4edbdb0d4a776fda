import { describe, expect, it } from 'vitest';
import { negotiateVersion, PROTOCOL_RANGE, type ProtocolRange } from './version.js';

const range = (minMajor: number, minMinor: number, maxMajor: number, maxMinor: number): ProtocolRange => ({
  min: { major: minMajor, minor: minMinor },
  max: { major: maxMajor, minor: maxMinor },
});

describe('negotiateVersion', () => {
  it('picks the highest common major and the lower minor', () => {
    expect(negotiateVersion(range(1, 0, 1, 3), range(1, 0, 1, 1))).toEqual({ major: 1, minor: 1 });
    expect(negotiateVersion(range(1, 0, 2, 5), range(1, 0, 1, 4))).toEqual({ major: 1, minor: 4 });
    expect(negotiateVersion(range(1, 0, 3, 0), range(2, 0, 3, 7))).toEqual({ major: 3, minor: 0 });
    expect(negotiateVersion(PROTOCOL_RANGE, PROTOCOL_RANGE)).toEqual({ major: 1, minor: 0 });
  });

  it('names both sides when they share none', () => {
    expect(() => negotiateVersion(range(1, 0, 1, 2), range(2, 0, 3, 1))).toThrow(
      '[protocol_version_mismatch] this side reads protocol 1.0 to 1.2, the other side reads 2.0 to 3.1: update the older one',
    );
  });

  it('refuses a range that is none', () => {
    expect(() => negotiateVersion(PROTOCOL_RANGE, {} as ProtocolRange)).toThrow('[protocol_malformed]');
    expect(() => negotiateVersion(PROTOCOL_RANGE, range(1, 0, Number.NaN, 0))).toThrow('[protocol_malformed]');
    expect(() => negotiateVersion(PROTOCOL_RANGE, undefined as never)).toThrow('[protocol_malformed]');
  });
});
