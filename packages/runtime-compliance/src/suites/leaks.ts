import { describe, expect, it } from 'vitest';
import { texts } from '../compliance-calls.js';
import { complianceSource } from '../compliance-spec.js';
import { type PeaBench, rejection, until } from '../running-pea.js';

/** What this process holds open. */
function resources(): string[] {
  return process.getActiveResourcesInfo().filter((name) => name !== 'Timeout' && name !== 'Immediate');
}

export function describeLeaks(bench: PeaBench): void {
  describe('leaks', () => {
    it('has nothing open after starts, calls, deaths, failures and stops', async () => {
      await bench.start();
      await bench.stopAll();
      const before = resources().sort();

      for (let round = 0; round < 3; round++) {
        const { pea } = await bench.start();
        await texts(pea, '/echo');
        await rejection(texts(pea, '/exit', { code: 1 }));
        await until(() => pea.isReady, 'the restart');
        const hurried = bench.make().pea;
        const start = rejection(hurried.start());
        await hurried.stop();
        await start;
        await rejection(bench.make({ source: complianceSource({ failInit: 'no' }) }).pea.start());
        await bench.stopAll();
      }

      await until(() => resources().length <= before.length, 'what is open to close').catch(() => {});
      expect(resources().sort()).toEqual(before);
    });
  });
}
