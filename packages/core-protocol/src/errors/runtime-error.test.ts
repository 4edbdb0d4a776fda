import { describe, expect, it } from 'vitest';
import { decodeError, encodeError } from './encoded-error.js';
import { isRuntimeError, RuntimeError } from './runtime-error.js';

describe('RuntimeError', () => {
  it('has code, details, cause, and what the table says on retries', () => {
    const cause = new Error('x');
    const error = new RuntimeError('unavailable', 'nobody is ready', { details: { node: 'a' }, cause });
    expect(error).toMatchObject({
      name: 'RuntimeError',
      code: 'unavailable',
      rawMessage: 'nobody is ready',
      retryable: true,
      details: { node: 'a' },
    });
    expect(error.message).toBe('[unavailable] nobody is ready');
    expect(error.cause).toBe(cause);
    expect(new RuntimeError('unavailable', 'x', { retryable: false }).retryable).toBe(false);
  });

  it('is recognised by its brand, also when it is of another copy of this package', () => {
    const foreign = { [Symbol.for('zedflow.RuntimeError')]: true, code: 'internal' };
    expect(isRuntimeError(foreign)).toBe(true);
    expect(isRuntimeError(foreign, 'internal')).toBe(true);
    expect(isRuntimeError(foreign, 'not_found')).toBe(false);
    expect(isRuntimeError(new Error('x'))).toBe(false);
    expect(isRuntimeError(null)).toBe(false);
  });

  it('is made of anything that was thrown', () => {
    const error = new RuntimeError('not_found', 'x');
    expect(RuntimeError.from(error)).toBe(error);
    expect(RuntimeError.from(new DOMException('left', 'AbortError')).code).toBe('cancelled');
    expect(RuntimeError.from(new DOMException('late', 'TimeoutError')).code).toBe('deadline_exceeded');
    expect(RuntimeError.from(new Error('x'), 'transport_lost')).toMatchObject({ code: 'transport_lost', rawMessage: 'x' });
    expect(RuntimeError.from('text')).toMatchObject({ code: 'internal', rawMessage: 'text' });
  });
});

describe('encoded errors', () => {
  it('come back as they were, without the stack unless it may be shown', () => {
    const error = new RuntimeError('resource_exhausted', 'full', { details: { limit: 5 }, retryable: false });
    expect(encodeError(error)).toEqual({ code: 'resource_exhausted', message: 'full', retryable: false, details: { limit: 5 } });
    expect(decodeError(encodeError(error, true))).toMatchObject({ code: 'resource_exhausted', retryable: false, stack: error.stack });
  });

  it('of a newer version are internal, with the code in the details', () => {
    const error = decodeError({ code: 'from_the_future', message: 'm', retryable: true, details: { a: 1 } });
    expect(error).toMatchObject({ code: 'internal', retryable: true, details: { a: 1, code: 'from_the_future' } });
    expect(decodeError({ code: 'toString', message: 'm', retryable: false, details: {} }).code).toBe('internal');
  });
});
