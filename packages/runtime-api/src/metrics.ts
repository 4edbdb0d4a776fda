/** Label values of one measurement. */
export type MetricLabels = Readonly<Record<string, string>>;

/** A figure that only grows. */
export interface Counter {
  add(value?: number, labels?: MetricLabels): void;
}

/** A figure that goes up and down. */
export interface Gauge {
  set(value: number, labels?: MetricLabels): void;
}

/** A distribution, such as seconds per call. */
export interface Histogram {
  record(value: number, labels?: MetricLabels): void;
}

/** What is measured through; the default drops everything. Names are Prometheus names (`jina_...`, `zedflow_...`). */
export interface Metrics {
  counter(name: string, help: string): Counter;
  gauge(name: string, help: string): Gauge;
  histogram(name: string, help: string): Histogram;
}

const dropped = { add: () => {}, set: () => {}, record: () => {} };

/** Drops everything. */
export const NO_METRICS: Metrics = { counter: () => dropped, gauge: () => dropped, histogram: () => dropped };
