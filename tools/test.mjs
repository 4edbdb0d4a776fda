/**
 * `npm test`: builds, runs all tests that need neither Python nor Docker (those skip with their reason), and ends with one plain line
 * `N passed, N failed`. Arguments go to Vitest: `npm test -- --project unit packages/executor`.
 */
import { ensureReady, runScript } from './ensure-ready.mjs';
import { runTests } from './run-tests.mjs';

await runScript(async (args) => {
  await ensureReady();
  const counts = await runTests(args);
  console.log(counts.line);
  return counts.isGreen ? 0 : 1;
});
