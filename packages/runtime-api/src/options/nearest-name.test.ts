import { expect, it } from 'vitest';
import { nearestName } from './nearest-name.js';

const KNOWN = ['replicas', 'uses', 'uses_with', 'port', 'protocol'];

it.each([
  ['replica', 'replicas'],
  ['use', 'uses'],
  ['usesWith', 'uses_with'],
  ['prot', 'port'],
  ['protocoll', 'protocol'],
])('finds the name that %s is a slip of', (slip, name) => {
  expect(nearestName(slip, KNOWN)).toBe(name);
});

it('finds nothing for a word that is far from all names', () => {
  expect(nearestName('banana', KNOWN)).toBeUndefined();
  expect(nearestName('x'.repeat(1_000_000), KNOWN)).toBeUndefined();
});
