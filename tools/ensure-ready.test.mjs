import { describe, expect, it } from 'vitest';
import { assertNodeVersion, firstMissingPackage } from './ensure-ready.mjs';

describe('assertNodeVersion', () => {
  it.each(['20.19.0', '20.20.2', '24.1.0'])('takes Node %s where >=20.19.0 is asked for', (version) => {
    expect(() => assertNodeVersion(version, '>=20.19.0')).not.toThrow();
  });

  it.each(['18.20.8', '20.18.3', '20.2.0'])('refuses Node %s and says which one is needed', (version) => {
    expect(() => assertNodeVersion(version, '>=20.19.0')).toThrow(`Zedflow needs Node 20.19.0 or newer, this is Node ${version}`);
  });
});

describe('firstMissingPackage', () => {
  const lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } } };

  it('finds nothing when all versions are installed', () => {
    expect(
      firstMissingPackage(lock, { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } } }),
    ).toBeUndefined();
  });

  it('passes an optional package that npm left out', () => {
    expect(firstMissingPackage(lock, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBeUndefined();
  });

  it('names a package that is not there', () => {
    expect(firstMissingPackage(lock, { packages: {} })).toBe('node_modules/a');
  });

  it('names a package of another version', () => {
    expect(firstMissingPackage(lock, { packages: { 'node_modules/a': { version: '1.0.1' } } })).toBe('node_modules/a');
  });
});
