import type { MetricLabels } from '@zedflow/runtime-api';

/** One measurement on its way to the process that keeps the figures. */
export interface MetricSample {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly name: string;
  readonly help: string;
  readonly value: number;
  readonly labels?: MetricLabels;
}
