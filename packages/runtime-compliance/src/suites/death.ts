import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { texts } from '../compliance-calls.js';
import type { ComplianceOptions } from '../compliance-options.js';
import { complianceSource, freshFolder, QUICK_RESTART } from '../compliance-spec.js';
import { exits, type PeaBench, rejection, states, until, waits } from '../running-pea.js';

export function describeDeath(bench: PeaBench, { ownProcess }: ComplianceOptions): void {
  describe('death of an Executor', () => {
    it('rejects what it had, keeps its place, and is back by itself', async () => {
      const { pea, events } = await bench.start();
      await texts(pea, '/incarnation');
      const waiting = rejection(texts(pea, '/sleep', { ms: 60_000 }));
      let readiness: boolean[] = [];
      pea.subscribe(() => {
        readiness = [...readiness, pea.isReady];
      });

      const error = await rejection(texts(pea, '/exit', { code: 3 }));

      expect(error).toMatchObject({ code: 'executor_died', details: { pea: 'compliance/rep-0', exitCode: 3, started: true } });
      expect(await waiting).toMatchObject({ code: 'executor_died' });
      await until(() => pea.isReady, 'the restart');
      expect(await texts(pea, '/incarnation')).toEqual(['1']);
      expect(states(events)).toEqual(['starting', 'ready', 'starting', 'ready']);
      expect(waits(events)).toContain('restart in 10 ms');
      expect(exits(events)).toMatchObject([{ reason: 'crashed', exitCode: 3, forced: false }]);
      expect(readiness).toContain(false);
      expect(readiness.at(-1)).toBe(true);
    });

    it.each([
      ['/throw-later', 'thrown where nobody catches'],
      ['/reject-later', 'rejected where nobody catches'],
    ])('is what an error means that nobody catches (%s)', async (endpoint, message) => {
      const { pea } = await bench.start();

      const error = await rejection(texts(pea, endpoint));

      expect(error.code).toBe('executor_died');
      expect(error.message).toContain(`TypeError: ${message}`);
      await until(() => pea.isReady, 'the restart');
    });

    it('shows the last lines that it printed', async () => {
      const { pea } = await bench.start();

      const error = await rejection(texts(pea, '/print-and-die'));

      expect(error.details['lastLines']).toContain('my last line');
    });

    it('is final when the policy says never', async () => {
      const { pea, events } = await bench.start({ restart: { ...QUICK_RESTART, mode: 'never' } });

      await rejection(texts(pea, '/exit', { code: 0 }));

      await until(() => pea.state === 'failed', 'the failed state');
      expect(states(events)).toEqual(['starting', 'ready', 'failed']);
    });

    it('is final after too many failed starts in a row', async () => {
      const failWhileFile = join(freshFolder(), 'broken');
      const { pea, events } = await bench.start({ source: complianceSource({ failWhileFile }) });
      writeFileSync(failWhileFile, '');

      await rejection(texts(pea, '/exit', { code: 1 }));

      await until(() => pea.state === 'failed', 'the failed state');
      expect(exits(events)).toHaveLength(1 + QUICK_RESTART.maxFailedStarts);
      rmSync(failWhileFile);
      await pea.start();
      expect(await texts(pea, '/incarnation')).toEqual(['1']);
    });

    it('ends a restart when it is stopped meanwhile', async () => {
      const { pea } = await bench.start({ restart: { ...QUICK_RESTART, delayMs: 60_000, maxDelayMs: 60_000 } });
      await rejection(texts(pea, '/exit', { code: 1 }));
      await until(() => pea.state === 'starting', 'the restart to be due');

      await pea.stop();

      expect(pea.state).toBe('stopped');
    });

    it('by its heap limit leaves the others alone', async () => {
      const other = await bench.start({ name: 'other/rep-0', deployment: 'other' });
      const { pea } = await bench.start({ place: bench.place({ maxHeapMb: 48 }) });

      const error = await rejection(texts(pea, '/grow'));

      expect(error.code).toBe('executor_died');
      expect(error.message).toContain('out of memory');
      expect(await texts(other.pea, '/echo')).toEqual(['hello']);
      await until(() => pea.isReady, 'the restart');
      expect(await texts(pea, '/echo')).toEqual(['hello']);
    });

    it.runIf(ownProcess)('by kill -9 ends calls with the signal, and is repaired', async () => {
      const { pea, events } = await bench.start();
      const firstPid = pea.pid as number;
      const call = rejection(texts(pea, '/sleep', { ms: 60_000 }));
      await texts(pea, '/echo');

      process.kill(firstPid, 'SIGKILL');

      expect(await call).toMatchObject({ code: 'executor_died', details: { signal: 'SIGKILL', started: true } });
      await until(() => pea.isReady, 'the restart');
      expect(pea.pid).not.toBe(firstPid);
      expect(exits(events)).toMatchObject([{ reason: 'killed', signal: 'SIGKILL', forced: false }]);
      expect(await texts(pea, '/echo')).toEqual(['hello']);
    });
  });
}
