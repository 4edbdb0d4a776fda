import { describe, expect, it } from 'vitest';
import { texts } from '../compliance-calls.js';
import { exits, type PeaBench, rejection } from '../running-pea.js';

/** Longer than any test waits. */
const LONG_MS = 60_000;

export function describeBlockedHandlers(bench: PeaBench): void {
  describe('a handler that burns CPU', () => {
    it('holds up no other Pea', async () => {
      const { pea } = await bench.start({ timeoutCtrlMs: 200 });
      const other = await bench.start({ name: 'compliance/rep-1', replicaId: 1 });
      let blockedIsOver = false;
      const blocked = rejection(texts(pea, '/block', { ms: LONG_MS })).finally(() => {
        blockedIsOver = true;
      });

      expect(await texts(other.pea, '/echo')).toEqual(['hello']);
      await other.pea.stop();
      const third = await bench.start({ name: 'compliance/rep-2', replicaId: 2 });
      expect(await texts(third.pea, '/echo')).toEqual(['hello']);

      expect(blockedIsOver).toBe(false);
      expect(pea.isReady).toBe(true);
      await bench.stopAll();
      await blocked;
    });

    it('cannot keep its Pea from being stopped', async () => {
      const { pea, events } = await bench.start({ timeoutCtrlMs: 200 });
      const blocked = rejection(texts(pea, '/block', { ms: LONG_MS }));

      await pea.stop({ graceMs: 50 });

      expect(await blocked).toMatchObject({ code: 'runtime_draining', details: { started: true } });
      expect(exits(events)).toMatchObject([{ forced: true }]);
    });

    it('knows of the calls behind it that they were not started', async () => {
      const { pea } = await bench.start({ timeoutCtrlMs: 200 });
      const blocked = rejection(texts(pea, '/block', { ms: LONG_MS }));
      await new Promise((resolve) => setTimeout(resolve, 50));
      const behind = rejection(texts(pea, '/echo'));

      await pea.stop({ graceMs: 50 });

      await blocked;
      expect((await behind).code).toBe('runtime_draining');
    });
  });
}
