import { describe, expect, it } from 'vitest';
import { isAborted, LazyAbort, listenAbort, unlistenAbort } from './lazy-abort.js';

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

describe('listenAbort', () => {
  const listenerOf = (heard: string[], name: string) => ({ handleEvent: () => heard.push(name) });

  it('tells every listener once, of a lazy abort and of a plain signal', () => {
    const controller = new AbortController();
    const lazy = new LazyAbort();
    for (const [options, abort] of [
      [lazy, () => lazy.abort()],
      [{ signal: controller.signal }, () => controller.abort()],
    ] as const) {
      const heard: string[] = [];
      listenAbort(options, listenerOf(heard, 'first'));
      listenAbort(options, listenerOf(heard, 'second'));
      abort();
      abort();

      expect(heard.sort()).toEqual(['first', 'second']);
      expect(isAborted(options)).toBe(true);
    }
  });

  it('tells nobody who has left', () => {
    const lazy = new LazyAbort();
    const heard: string[] = [];
    const [first, second] = [listenerOf(heard, 'first'), listenerOf(heard, 'second')];
    listenAbort(lazy, first);
    listenAbort(lazy, second);
    unlistenAbort(lazy, first);
    unlistenAbort(lazy, second);
    lazy.abort();

    expect(heard).toEqual([]);
  });

  it('says that nobody left a call without options', () => {
    expect(isAborted(undefined)).toBe(false);
  });
});
