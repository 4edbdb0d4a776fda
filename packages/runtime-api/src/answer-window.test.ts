import { describe, expect, it } from 'vitest';
import { AnswerWindow } from './answer-window.js';

const MIB = 1024 * 1024;

function answered(window: AnswerWindow, count: number, bytes: number): AnswerWindow {
  for (let answer = 0; answer < count; answer++) window.onAnswer(bytes);
  return window;
}

describe('AnswerWindow', () => {
  it('begins modestly, and never above the limit', () => {
    expect(new AnswerWindow(1_000, 64 * MIB).calls).toBe(128);
    expect(new AnswerWindow(4, 64 * MIB).calls).toBe(4);
  });

  it('doubles with every round of small answers up to the limit', () => {
    const window = new AnswerWindow(1_000, 64 * MIB);

    const rounds = Array.from({ length: 4 }, () => answered(window, window.calls, 200).calls);

    expect(rounds).toEqual([256, 512, 1_000, 1_000]);
  });

  it('narrows with the first large answer to what the budget holds', () => {
    expect(answered(new AnswerWindow(1_000, 64 * MIB), 1, MIB).calls).toBe(64);
    expect(answered(new AnswerWindow(4, 64 * MIB), 1, MIB).calls).toBe(4);
  });

  it('always allows one call', () => {
    expect(answered(new AnswerWindow(1_000, MIB), 1, 50 * MIB).calls).toBe(1);
  });

  it('follows answers that become larger, and recovers when they become small', () => {
    const window = answered(new AnswerWindow(1_000, 64 * MIB), 2_000, 200);

    expect(answered(window, 100, MIB).calls).toBeLessThan(70);
    expect(answered(window, 1_200, 200).calls).toBe(1_000);
  });

  it('takes answers without bytes', () => {
    expect(answered(new AnswerWindow(1_000, 64 * MIB), 1_000, 0).calls).toBe(1_000);
  });

  it('is full by calls, and by bytes that wait unsent', () => {
    const window = answered(new AnswerWindow(1_000, 64 * MIB), 1, MIB);

    expect([window.isFull(63, 0), window.isFull(64, 0)]).toEqual([false, true]);
    expect([window.isFull(0, 64 * MIB - 1), window.isFull(0, 64 * MIB)]).toEqual([false, true]);
  });
});
