import { describe, expect, it } from 'vitest';
import { checkCall } from './check-call.js';

const circular: Record<string, unknown> = {};
circular['self'] = circular;

describe('checkCall', () => {
  it('lets through what a call may have', () => {
    const parameters = { a: [1, null, { b: 'x' }], left: undefined, bare: Object.assign(Object.create(null), { c: true }) };
    const options = { parameters, headers: { a: 'b' }, timeoutMs: 0.5, signal: AbortSignal.timeout(1), onDone: () => {}, requestSize: 1 };

    expect(() => checkCall('post', 'name-without-slash', { ...options, targetExecutor: undefined })).not.toThrow();
  });

  it.each<[string, unknown, unknown, string]>([
    ['an endpoint that is no text', 42, {}, "endpoint must be a text such as '/search', got 42"],
    ['an empty endpoint', '', {}, 'got ""'],
    ['null for options', '/x', null, 'options must be an object, got null'],
    ['a slip of the pen', '/x', { requestsize: 5 }, 'post has no option requestsize; did you mean requestSize?'],
    ['an unknown option', '/x', { colour: 1 }, 'post has no option colour; it has parameters, '],
    ['an array for parameters', '/x', { parameters: [1] }, 'options.parameters must be an object, got an array'],
    ['a bigint in parameters', '/x', { parameters: { a: [1n] } }, 'options.parameters.a[0] must be JSON'],
    ['a NaN in parameters', '/x', { parameters: { a: Number.NaN } }, 'options.parameters.a must be JSON'],
    ['a Date in parameters', '/x', { parameters: { at: new Date() } }, 'got a Date'],
    ['circular parameters', '/x', { parameters: circular }, 'nested deeper than 100 levels (is it circular?)'],
    ['a negative time-out', '/x', { timeoutMs: -5 }, 'options.timeoutMs must be a positive number, got -5'],
    ['a text as time-out', '/x', { timeoutMs: '5' }, 'options.timeoutMs must be a positive number, got "5"'],
    ['a controller as signal', '/x', { signal: new AbortController() }, 'options.signal must be an AbortSignal, got a AbortController'],
    ['numbers as headers', '/x', { headers: { a: 1 } }, 'options.headers must be an object of texts'],
    ['a pattern that is no text', '/x', { targetExecutor: /x/ }, 'options.targetExecutor must be a text, got a RegExp'],
    ['a text as callback', '/x', { onDone: 'x' }, 'options.onDone must be a function, got "x"'],
    ['a negative backoff', '/x', { initialBackoffMs: -1 }, 'options.initialBackoffMs must be zero or a positive number, got -1'],
  ])('refuses %s', (_what, endpoint, options, message) => {
    expect(() => checkCall('post', endpoint, options)).toThrow(message);
  });

  it('knows what a stream of one document cannot have', () => {
    expect(() => checkCall('streamDoc', '/x', { requestSize: 5 })).toThrow('streamDoc has no option requestSize');
  });
});
