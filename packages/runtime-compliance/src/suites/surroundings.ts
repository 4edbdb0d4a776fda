import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NO_METRICS } from '@zedflow/runtime-api';
import { describe, expect, it } from 'vitest';
import { texts } from '../compliance-calls.js';
import type { ComplianceOptions } from '../compliance-options.js';
import { freshFolder } from '../compliance-spec.js';
import { outputLines, type PeaBench, until } from '../running-pea.js';

export function describeSurroundings(bench: PeaBench, { ownProcess }: ComplianceOptions): void {
  describe('surroundings of an Executor', () => {
    it('has the environment of its spec, which nobody else sees', async () => {
      const { pea } = await bench.start({ place: bench.place({ env: { COMPLIANCE_SECRET: 'only here' } }) });
      const other = await bench.start({ name: 'other/rep-0' });

      expect(await texts(pea, '/env', { name: 'COMPLIANCE_SECRET' })).toEqual(['only here']);
      expect(await texts(other.pea, '/env', { name: 'COMPLIANCE_SECRET' })).toEqual(['']);
      expect(process.env['COMPLIANCE_SECRET']).toBeUndefined();
      expect(await texts(pea, '/env', { name: 'PATH' })).toEqual([process.env['PATH']]);
    });

    it('has its workspace', async () => {
      const workspace = join(freshFolder(), 'workspace');
      const { pea } = await bench.start({ workspace });

      const [file] = await texts(pea, '/workspace');

      expect(file?.startsWith(workspace)).toBe(true);
      expect(readFileSync(file as string, 'utf8')).toBe('here');
    });

    it('prints line by line, under the name of the Pea', async () => {
      const { pea, events, log } = await bench.start();

      await texts(pea, '/print', { text: 'first line\nsecond line' });

      await until(() => outputLines(events).length >= 3, 'the lines');
      expect(outputLines(events)).toEqual(expect.arrayContaining(['first line', 'second line', 'in two pieces']));
      expect(log).toContainEqual({ level: 'info', message: 'second line', fields: { name: 'compliance/rep-0', stream: 'stdout' } });
      expect(log).toContainEqual({ level: 'info', message: 'in two pieces', fields: { name: 'compliance/rep-0', stream: 'stderr' } });
    });

    it('prints nothing when it is quiet', async () => {
      const { pea, events, log } = await bench.start({ quiet: true });

      await texts(pea, '/print', { text: 'hush' });
      await texts(pea, '/log');
      await until(() => log.some(({ message }) => message === 'from the handler'), 'a later line');

      expect(outputLines(events)).toEqual([]);
      expect(log.some(({ message }) => message === 'hush')).toBe(false);
    });

    it('logs through the logger of the Runtime', async () => {
      const { pea, log } = await bench.start();

      await texts(pea, '/log');

      await until(() => log.some(({ message }) => message === 'from the handler'), 'the log line');
      expect(log.find(({ message }) => message === 'from the handler')).toMatchObject({
        level: 'warn',
        fields: { name: 'compliance/rep-0', answer: 42 },
      });
    });

    it('measures into the metrics of the Runtime', async () => {
      const added: unknown[] = [];
      const metrics = {
        ...NO_METRICS,
        counter: (name: string) => ({ add: (value?: number, labels?: object) => added.push([name, value, labels]) }),
      };
      const { pea } = await bench.start({}, metrics);

      await texts(pea, '/measure');

      await until(() => added.length > 0, 'the measurement');
      expect(added).toContainEqual(['compliance_calls', 3, { kind: 'test' }]);
    });

    it.runIf(ownProcess)('is a process of its own', async () => {
      const { pea } = await bench.start();

      expect(pea.pid).not.toBe(process.pid);
    });
  });
}
