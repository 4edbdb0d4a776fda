import { NO_METRICS, type PeaSpec, SILENT_LOGGER } from '@zedflow/runtime-api';
import { describe, expect, it, vi } from 'vitest';
import { type RuntimeDriver, superviseRuntime } from './supervise-runtime.js';

declare module '@zedflow/runtime-api' {
  interface PeaPlaces {
    balloon: { readonly heightM: number };
  }
}

const CONTEXT = { logger: SILENT_LOGGER, metrics: NO_METRICS };
const NOTHING = {} as PeaSpec;
const high: PeaSpec = { ...NOTHING, name: 'high/rep-0', place: { kind: 'balloon', heightM: 300 } };
const here: PeaSpec = { ...NOTHING, name: 'here/rep-0', place: { kind: 'thread', env: {} } };

const driver = (more: Partial<RuntimeDriver<'balloon'>> = {}): RuntimeDriver<'balloon'> => ({
  name: 'BalloonRuntime',
  kinds: ['balloon'],
  spawn: () => expect.unreachable('no Pea was started'),
  ...more,
});

describe('superviseRuntime', () => {
  it('makes Peas at a kind of place that another package has added', () => {
    const heights: number[] = [];
    const runtime = superviseRuntime(driver({ check: ({ place }) => void heights.push(place.heightM) }));

    expect(runtime.createPea(high, CONTEXT)).toMatchObject({ name: 'high/rep-0', state: 'idle', spec: high });
    expect(heights).toEqual([300]);
  });

  it('refuses a place that its driver does not know, with the ones that it does', () => {
    expect(() => superviseRuntime(driver()).createPea(here, CONTEXT)).toThrow(
      /config_unsupported.*here\/rep-0: BalloonRuntime runs Peas at the places balloon, got thread/,
    );
  });

  it('gives back what its driver holds once, and makes no Pea after that', async () => {
    const close = vi.fn(() => Promise.resolve());
    const runtime = superviseRuntime(driver({ close }));

    await Promise.all([runtime[Symbol.asyncDispose](), runtime[Symbol.asyncDispose]()]);

    expect(close).toHaveBeenCalledTimes(1);
    expect(() => runtime.createPea(high, CONTEXT)).toThrow(/runtime_draining.*high\/rep-0: this BalloonRuntime was disposed/);
  });
});
