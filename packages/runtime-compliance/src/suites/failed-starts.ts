import { describe, expect, it } from 'vitest';
import { complianceSource, fixtureSource } from '../compliance-spec.js';
import { exits, type PeaBench, rejection, states, until } from '../running-pea.js';

export function describeFailedStarts(bench: PeaBench): void {
  describe('failed start', () => {
    it('carries the message and stack of an exception in init, and is not repeated', async () => {
      const { pea, events } = bench.make({ source: complianceSource({ failInit: 'the model file is missing' }) });

      const error = await rejection(pea.start());

      expect(error.code).toBe('executor_init_failed');
      expect(error.message).toContain('compliance/rep-0');
      expect(error.message).toContain('RangeError: the model file is missing');
      expect(error.details['stack']).toContain('compliance-executor.js');
      expect(states(events)).toEqual(['starting', 'failed']);
      expect(exits(events)).toHaveLength(1);
      expect(pea.pid).toBeUndefined();
    });

    it('names a module that is missing', async () => {
      const { pea } = bench.make({ source: fixtureSource('nowhere.js', 'Nobody') });

      expect(await rejection(pea.start())).toMatchObject({ code: 'config_not_found', message: expect.stringContaining('nowhere.js') });
    });

    it('names a class that the module does not export', async () => {
      const { pea } = bench.make({ source: fixtureSource('compliance-executor.js', 'ComplianceExecuter') });

      expect(await rejection(pea.start())).toMatchObject({
        code: 'config_not_found',
        message: expect.stringContaining('ComplianceExecuter'),
      });
    });

    it('refuses a class that is no Executor', async () => {
      const { pea } = bench.make({ source: fixtureSource('no-executor.js', 'NotAnExecutor') });

      expect(await rejection(pea.start())).toMatchObject({ code: 'config_invalid', message: expect.stringContaining('NotAnExecutor') });
    });

    it('carries what a module throws while it is loaded', async () => {
      const { pea } = bench.make({ source: fixtureSource('broken-import.js', 'Any') });

      expect(await rejection(pea.start())).toMatchObject({
        code: 'executor_init_failed',
        message: expect.stringContaining('this module throws while it is loaded'),
      });
    });

    it('shows exit code and last lines of an Executor that exits in init', async () => {
      const { pea } = bench.make({ source: complianceSource({ printInInit: 'about to leave', exitInInit: 7 }) });

      const error = await rejection(pea.start());

      expect(error.code).toBe('runtime_start_failed');
      expect(error.message).toContain('exit code 7');
      expect(error.details).toMatchObject({ pea: 'compliance/rep-0', exitCode: 7, lastLines: ['about to leave'] });
    });

    it('ends a start that went silent, with what it waited for and the last lines', async () => {
      const { pea, events } = bench.make({
        timeoutReadyMs: 700,
        source: complianceSource({ printInInit: 'downloading', silentMs: 60_000 }),
      });

      const error = await rejection(pea.start());

      expect(error.code).toBe('runtime_start_timeout');
      expect(error.message).toContain('700 ms');
      expect(error.message).toContain('init');
      expect(error.details['lastLines']).toEqual(['downloading']);
      expect(exits(events)).toMatchObject([{ reason: 'timed_out', forced: true }]);
    });

    it('ends at once when its heap limit is too small to begin with', async () => {
      const { pea } = bench.make({ place: bench.place({ maxHeapMb: 1 }), timeoutReadyMs: 60_000 });

      const error = await rejection(pea.start());

      expect(error.code).toBe('runtime_start_failed');
      expect(error.message).toContain('out of memory');
    });

    it('can be tried again', async () => {
      const { pea } = bench.make({ timeoutReadyMs: 700, source: complianceSource({ silentMs: 60_000 }) });

      await rejection(pea.start());

      expect(await rejection(pea.start())).toMatchObject({ code: 'runtime_start_timeout' });
      expect(pea.state).toBe('failed');
      await pea.stop();
      expect(pea.state).toBe('stopped');
    });

    it('is called off by the signal', async () => {
      const { pea, events } = bench.make({ source: complianceSource({ silentMs: 60_000 }) });
      const controller = new AbortController();
      const start = rejection(pea.start({ signal: controller.signal }));
      await until(() => pea.waitingFor === 'init', 'init');

      controller.abort();

      expect(await start).toMatchObject({ code: 'cancelled' });
      expect(states(events)).toEqual(['starting', 'stopped']);
    });

    it('is called off by stop, at any point', async () => {
      for (const afterMs of [0, 30, 80, 200]) {
        const { pea } = bench.make({ source: complianceSource({ silentMs: 60_000 }) });
        const start = rejection(pea.start());
        await new Promise((resolve) => setTimeout(resolve, afterMs));

        await pea.stop();

        expect(await start).toMatchObject({ code: 'cancelled' });
        expect(pea.state).toBe('stopped');
        expect(pea.pid).toBeUndefined();
      }
    });
  });
}
