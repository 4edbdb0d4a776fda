import type { Metrics } from '@zedflow/runtime-api';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ActorReport } from './actor-messages.js';
import { createSampleRecorder, forwardedMetrics } from './forwarded-metrics.js';

function recordingMetrics() {
  const recorded: unknown[] = [];
  const made: string[] = [];
  const kind = (type: string, method: string) => (name: string, help: string) => {
    made.push(`${type} ${name} ${help}`);
    return { [method]: (value: number, labels?: object) => recorded.push([name, value, labels]) };
  };
  const metrics = { counter: kind('counter', 'add'), gauge: kind('gauge', 'set'), histogram: kind('histogram', 'record') };
  return { recorded, made, metrics: metrics as unknown as Metrics };
}

describe('forwardedMetrics', () => {
  it('arrives as it was measured, gathered into one message', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const reports: ActorReport[] = [];
    const here = forwardedMetrics((report) => reports.push(report));
    const there = recordingMetrics();

    here.counter('calls', 'Calls.').add();
    here.counter('calls', 'Calls.').add(2, { kind: 'x' });
    here.gauge('queue', 'Waiting.').set(5);
    here.histogram('seconds', 'Time.').record(0.5);
    await vi.advanceTimersByTimeAsync(10_000);
    const record = createSampleRecorder(there.metrics);
    for (const report of reports) if (report.type === 'metrics') record(report.samples);

    expect(reports).toHaveLength(1);
    expect(there.made).toEqual(['counter calls Calls.', 'gauge queue Waiting.', 'histogram seconds Time.']);
    expect(there.recorded).toEqual([
      ['calls', 1, undefined],
      ['calls', 2, { kind: 'x' }],
      ['queue', 5, undefined],
      ['seconds', 0.5, undefined],
    ]);
  });

  it('sends a full batch at once', () => {
    const reports: ActorReport[] = [];
    const counter = forwardedMetrics((report) => reports.push(report)).counter('calls', 'Calls.');

    for (let index = 0; index < 2500; index++) counter.add();

    expect(reports).toHaveLength(2);
  });
});
