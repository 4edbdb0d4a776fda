import { expect, it } from 'vitest';
import { createFakeClock } from './fake-clock.js';

it('runs what falls due in order of time, also what is added on the way', async () => {
  const clock = createFakeClock(1000);
  const seen: [string, number][] = [];
  clock.after(20, () => seen.push(['late', clock.now()]));
  clock.after(10, () => {
    seen.push(['early', clock.now()]);
    clock.after(5, () => seen.push(['added', clock.now()]));
  });
  clock.after(100, () => seen.push(['never', clock.now()]));

  await clock.advance(50);

  expect(seen).toEqual([
    ['early', 1010],
    ['added', 1015],
    ['late', 1020],
  ]);
  expect(clock.now()).toBe(1050);
  expect(clock.pending).toBe(1);
});

it('calls a timer off', async () => {
  const clock = createFakeClock();
  const cancel = clock.after(1, () => expect.unreachable());

  cancel();

  await clock.advance(10);
  expect(clock.pending).toBe(0);
});

it('does not go back', async () => {
  await expect(createFakeClock().advance(-1)).rejects.toThrow(RangeError);
});
