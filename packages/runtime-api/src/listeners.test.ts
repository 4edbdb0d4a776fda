import { describe, expect, it } from 'vitest';
import { Listeners } from './listeners.js';

describe('Listeners', () => {
  it('tells the others when one throws, and hands over what it threw', () => {
    const stuck = new Error('stuck');
    const thrown: unknown[] = [];
    const heard: string[] = [];
    const listeners = new Listeners<string>((error, event) => thrown.push(error, event));
    listeners.add(() => {
      throw stuck;
    });
    listeners.add((event) => heard.push(event));

    listeners.tell('a');

    expect([thrown, heard]).toEqual([[stuck, 'a'], ['a']]);
  });

  it('takes away one of two additions of the same function', () => {
    let calls = 0;
    const listener = () => calls++;
    const listeners = new Listeners(() => {});
    const remove = listeners.add(listener);
    listeners.add(listener);

    remove();
    listeners.tell();

    expect(calls).toBe(1);
  });
});
