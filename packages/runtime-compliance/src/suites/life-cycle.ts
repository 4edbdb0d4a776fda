import { describe, expect, it } from 'vitest';
import { texts } from '../compliance-calls.js';
import { complianceSource } from '../compliance-spec.js';
import { type PeaBench, rejection, states, waits } from '../running-pea.js';

export function describeLifeCycle(bench: PeaBench): void {
  describe('life cycle', () => {
    it('goes from idle over starting to ready, and says who it is', async () => {
      const { pea, events } = bench.make();

      expect(pea.state).toBe('idle');
      expect(pea.isReady).toBe(false);
      await pea.start();

      expect(states(events)).toEqual(['starting', 'ready']);
      expect(pea.isReady).toBe(true);
      expect(pea.waitingFor).toBe('');
      expect(pea.description).toMatchObject({ pea: 'compliance/rep-0', executor: 'ComplianceExecutor', pid: pea.pid });
      expect(pea.description?.endpoints.map(({ name }) => name)).toContain('/echo');
    });

    it('shows what it waits for, with the progress of init', async () => {
      const { events } = await bench.start({ source: complianceSource({ initSteps: 2, stepMs: 20 }) });

      expect(waits(events)).toEqual(
        expect.arrayContaining(['spawned', 'importing', 'init', 'loading 50 %', 'loading 100 %', 'connecting']),
      );
    });

    it('counts silence, not time, until it gives a start up', async () => {
      const { pea } = await bench.start({ timeoutReadyMs: 2_000, source: complianceSource({ initSteps: 6, stepMs: 500 }) });

      expect(pea.isReady).toBe(true);
    });

    it('starts once when it is started twice at the same time', async () => {
      const { pea, events } = bench.make();

      await Promise.all([pea.start(), pea.start()]);
      await pea.start();

      expect(states(events)).toEqual(['starting', 'ready']);
    });

    it('starts again after a stop, with a new Executor', async () => {
      const { pea, events } = await bench.start();
      await texts(pea, '/incarnation');
      await pea.stop();

      expect(await rejection(texts(pea, '/incarnation'))).toMatchObject({ code: 'transport_closed', details: { started: false } });
      await pea.start();

      expect(await texts(pea, '/incarnation')).toEqual(['1']);
      expect(states(events)).toEqual(['starting', 'ready', 'draining', 'stopped', 'starting', 'ready']);
    });

    it('runs several at once, each with its own Executor', async () => {
      const started = await Promise.all(
        [0, 1, 2].map((replicaId) => {
          const place = bench.place({ env: { REPLICA: String(replicaId) } });
          return bench.start({ name: `compliance/rep-${replicaId}`, replicaId, place });
        }),
      );

      const seen = await Promise.all(started.map(({ pea }) => texts(pea, '/env', { name: 'REPLICA' })));

      expect(seen).toEqual([['0'], ['1'], ['2']]);
    });
  });
}
