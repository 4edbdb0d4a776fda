import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { texts } from '../compliance-calls.js';
import { complianceSource, freshFolder } from '../compliance-spec.js';
import { exits, type PeaBench, rejection, states } from '../running-pea.js';

export function describeStop(bench: PeaBench): void {
  describe('stop', () => {
    it('is idempotent, also for a Pea that never started', async () => {
      const { pea, events } = bench.make();

      await Promise.all([pea.stop(), pea.stop()]);
      await pea.stop();

      expect(states(events)).toEqual(['stopped']);
    });

    it('runs the close of the Executor and ends without force', async () => {
      const closeFile = join(freshFolder(), 'closed');
      const { pea, events } = await bench.start({ source: complianceSource({ closeFile }) });

      await pea.stop();

      expect(readFileSync(closeFile, 'utf8')).toBe('compliance/rep-0');
      expect(exits(events)).toMatchObject([{ reason: 'stopped', exitCode: 0, forced: false }]);
      expect(states(events)).toEqual(['starting', 'ready', 'draining', 'stopped']);
    });

    it('finishes what is in flight and refuses what comes new', async () => {
      const { pea } = await bench.start();
      const call = texts(pea, '/sleep', { ms: 200 });

      const stop = pea.stop();

      expect(pea.isReady).toBe(false);
      expect(pea.canTake(1)).toBe(false);
      expect(await rejection(texts(pea, '/echo'))).toMatchObject({ code: 'runtime_draining', details: { started: false } });
      expect(await call).toEqual(['hello']);
      await stop;
    });

    it('ends what is in flight when the grace is over', async () => {
      const { pea } = await bench.start();
      const call = rejection(texts(pea, '/sleep', { ms: 60_000 }));

      await pea.stop({ graceMs: 50 });

      expect(await call).toMatchObject({ code: 'runtime_draining', details: { started: true } });
      expect(pea.state).toBe('stopped');
    });

    it('cuts the drain short when it is told so', async () => {
      const { pea } = await bench.start();
      const call = rejection(texts(pea, '/sleep', { ms: 60_000 }));
      const stop = pea.stop({ graceMs: 60_000 });

      await pea.stop({ graceMs: 0 });

      await stop;
      expect(await call).toMatchObject({ code: 'runtime_draining' });
    });

    it('climbs to force when the Executor does not close', async () => {
      const closeFile = join(freshFolder(), 'closed');
      const { pea, events } = await bench.start({ timeoutCtrlMs: 200, source: complianceSource({ closeFile, closeMs: 60_000 }) });

      await pea.stop();

      expect(existsSync(closeFile)).toBe(false);
      expect(exits(events)).toMatchObject([{ reason: 'killed', forced: true }]);
      expect(pea.state).toBe('stopped');
    });
  });
}
