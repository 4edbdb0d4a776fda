import type { MetricLabels, Metrics } from '@zedflow/runtime-api';
import type { Report } from './actor-messages.js';
import type { MetricSample } from './metric-sample.js';

/** Milliseconds that samples are gathered for, so that a call costs no message of its own. */
const GATHER_MS = 250;
/** Samples of one message; more than that go out at once. */
const BATCH_SAMPLES = 1000;

/** Metrics of an actor: gathered here, kept by the process that started it. */
export function forwardedMetrics(report: Report): Metrics {
  let samples: MetricSample[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const batch = samples;
    samples = [];
    report({ type: 'metrics', samples: batch });
  };
  const recorder = (kind: MetricSample['kind'], name: string, help: string) => (value: number, labels?: MetricLabels) => {
    samples.push(labels === undefined ? { kind, name, help, value } : { kind, name, help, value, labels });
    if (samples.length >= BATCH_SAMPLES) flush();
    else timer ??= setTimeout(flush, GATHER_MS).unref();
  };
  return {
    counter(name, help) {
      const record = recorder('counter', name, help);
      return { add: (value = 1, labels) => record(value, labels) };
    },
    gauge: (name, help) => ({ set: recorder('gauge', name, help) }),
    histogram: (name, help) => ({ record: recorder('histogram', name, help) }),
  };
}

/** Records what an actor forwarded. */
export function createSampleRecorder(metrics: Metrics): (samples: readonly MetricSample[]) => void {
  const known = new Map<string, (value: number, labels?: MetricLabels) => void>();
  return (samples) => {
    for (const { kind, name, help, value, labels } of samples) {
      let record = known.get(name);
      if (record === undefined) {
        record = recordInto(metrics, kind, name, help);
        known.set(name, record);
      }
      record(value, labels);
    }
  };
}

function recordInto(metrics: Metrics, kind: MetricSample['kind'], name: string, help: string) {
  if (kind === 'counter') {
    const counter = metrics.counter(name, help);
    return (value: number, labels?: MetricLabels) => counter.add(value, labels);
  }
  if (kind === 'gauge') {
    const gauge = metrics.gauge(name, help);
    return (value: number, labels?: MetricLabels) => gauge.set(value, labels);
  }
  const histogram = metrics.histogram(name, help);
  return (value: number, labels?: MetricLabels) => histogram.record(value, labels);
}
