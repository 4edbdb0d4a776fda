import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { countRead, createReportCount, gatedReport } from './report-gate.js';

it('lets reports through and counts those that nobody has read', () => {
  const { port1, port2 } = new MessageChannel();
  const count = createReportCount();
  const report = gatedReport(port1, count);

  for (let index = 0; index < 3; index++) report({ type: 'progress', what: String(index) });
  expect(Atomics.load(count, 0)).toBe(3);
  expect(receiveMessageOnPort(port2)?.message).toEqual({ type: 'progress', what: '0' });
  countRead(count);

  expect(Atomics.load(count, 0)).toBe(2);
  port1.close();
});

it('holds the writer back until the reader has caught up', async () => {
  const { port1 } = new MessageChannel();
  const count = createReportCount();
  const report = gatedReport(port1, count);
  for (let index = 0; index < 10_000; index++) report({ type: 'progress', what: 'x' });
  // Another thread reads, while this one stands still in the next report.
  const reader = new Worker(
    'const { workerData: count } = require("node:worker_threads"); Atomics.sub(count, 0, 1); Atomics.notify(count, 0);',
    {
      eval: true,
      workerData: count,
    },
  );

  report({ type: 'progress', what: 'one more' });

  expect(Atomics.load(count, 0)).toBe(10_000);
  await reader.terminate();
  port1.close();
});
