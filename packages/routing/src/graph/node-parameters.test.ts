import { describe, expect, it } from 'vitest';
import { collectResults, resolveNodeParameters, withResults } from './node-parameters.js';

describe('resolveNodeParameters', () => {
  it('returns the same object when nothing is aimed at a node', () => {
    const parameters = { top: 1, __results__: {} };

    expect(resolveNodeParameters(parameters, 'a')).toBe(parameters);
  });

  it('sets node__key for that node and removes it for all others', () => {
    const parameters = { k: 0, a__k: 1, b__k: 2 };

    expect(resolveNodeParameters(parameters, 'a')).toEqual({ k: 1 });
    expect(resolveNodeParameters(parameters, 'c')).toEqual({ k: 0 });
  });

  it('takes the last piece as the key and the others joined as the name', () => {
    expect(resolveNodeParameters({ my__node__k: 1 }, 'mynode')).toEqual({ k: 1 });
  });

  it('leaves keys that begin or end with the separator alone', () => {
    const parameters = { __a__k: 1, a__: 2, a__k: 3 };

    expect(resolveNodeParameters(parameters, 'a')).toEqual({ __a__k: 1, a__: 2, k: 3 });
  });

  it('spreads an object under the name of the node, over everything else', () => {
    const parameters = { k: 0, a__k: 1, a: { k: 2, m: 3 } };

    expect(resolveNodeParameters(parameters, 'a')).toEqual({ k: 2, m: 3, a: { k: 2, m: 3 } });
  });

  it('spreads nothing that is not an object', () => {
    for (const own of ['text', 1, null, [1], true]) expect(resolveNodeParameters({ a: own }, 'a')).toEqual({ a: own });
  });

  it('keeps __proto__ a plain key', () => {
    const parameters = JSON.parse('{"__proto__":{"x":1},"a":{"__proto__":{"y":1}},"a__k":1}');

    const resolved = resolveNodeParameters(parameters, 'a');

    expect(Object.getPrototypeOf(resolved)).toBe(Object.prototype);
    expect(Object.hasOwn(resolved, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['y']).toBeUndefined();
  });
});

describe('results', () => {
  it('are laid over those that the client sent', () => {
    expect(withResults({ k: 1, __results__: { old: 1 } }, { new: 2 })).toEqual({ k: 1, __results__: { old: 1, new: 2 } });
    expect(withResults(undefined, { new: 2 })).toEqual({ __results__: { new: 2 } });
  });

  it('leave the parameters alone when there are none', () => {
    const parameters = { k: 1 };

    expect(withResults(parameters, undefined)).toBe(parameters);
    expect(collectResults(undefined, { __results__: {} })).toBeUndefined();
    expect(collectResults(undefined, { __results__: 3 })).toBeUndefined();
  });
});
