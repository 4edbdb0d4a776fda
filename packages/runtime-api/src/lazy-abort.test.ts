import { describe, expect, it } from 'vitest';
import { LazyAbort } from './lazy-abort.js';

describe('LazyAbort', () => {
  it('fires a signal that somebody has asked for', () => {
    const call = new LazyAbort();
    const { signal } = call;
    call.abort('left');

    expect([signal.aborted, signal.reason, call.isAborted]).toEqual([true, 'left', true]);
  });

  it('gives a fired signal to whoever asks later, with the first reason', () => {
    const call = new LazyAbort();
    call.abort('first');
    call.abort('second');

    expect(call.signal.reason).toBe('first');
    expect(call.signal).toBe(call.signal);
  });

  it('fires with an AbortError when no reason is given', () => {
    const call = new LazyAbort();
    call.abort();

    expect((call.signal.reason as Error).name).toBe('AbortError');
  });
});
