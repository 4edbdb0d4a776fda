import { afterAll, afterEach, describe } from 'vitest';
import type { ComplianceOptions } from './compliance-options.js';
import { removeFolders } from './compliance-spec.js';
import { PeaBench } from './running-pea.js';
import { describeBlockedHandlers } from './suites/blocked-handlers.js';
import { describeCalls } from './suites/calls.js';
import { describeDeath } from './suites/death.js';
import { describeFailedStarts } from './suites/failed-starts.js';
import { describeLeaks } from './suites/leaks.js';
import { describeLifeCycle } from './suites/life-cycle.js';
import { describeStop } from './suites/stop.js';
import { describeSurroundings } from './suites/surroundings.js';

/** States, as tests, what every Runtime must do. Call it at the top of a test file that runs against built code. */
export function describeRuntimeCompliance(options: ComplianceOptions): void {
  describe(`Runtime compliance: ${options.name}`, () => {
    const bench = new PeaBench(options);
    afterEach(() => bench.stopAll());
    afterAll(removeFolders);
    describeLifeCycle(bench);
    describeFailedStarts(bench);
    describeCalls(bench);
    describeStop(bench);
    describeDeath(bench, options);
    describeSurroundings(bench, options);
    describeBlockedHandlers(bench);
    describeLeaks(bench);
  });
}
