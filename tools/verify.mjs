/**
 * `npm run verify`: everything that must be green before a change lands, as nx tasks: what has not changed comes from the cache, the rest
 * runs in parallel. All tasks run, also after a failed one. `--without-tests` leaves out the tests, for a caller that has just run
 * `npm test` on the same tree.
 */
import { ensureInstalled, runScript } from './ensure-ready.mjs';
import { runTasks } from './nx-tasks.mjs';
import { closingLine } from './run-tests.mjs';

const CHECKS = ['build', 'format', 'layers', 'generated', 'lint', 'unused', 'package'];
const TESTS = ['test', 'integration'];

await runScript(async (args) => {
  const unknown = args.filter((arg) => arg !== '--without-tests');
  if (unknown.length > 0) throw new Error(`verify knows only --without-tests, got ${unknown.join(' ')}`);
  await ensureInstalled();
  const results = await runTasks(args.includes('--without-tests') ? CHECKS : [...CHECKS, ...TESTS]);
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { id, isGreen, isCached, seconds, output, counts: own } of results) {
    for (const key of Object.keys(counts)) counts[key] += own[key];
    console.log(`${isGreen ? 'ok    ' : 'FAILED'} ${id} (${isCached ? 'from the cache' : `${seconds.toFixed(1)} s`})`);
    if (!isGreen) console.log(output);
  }
  const cached = results.filter(({ isCached }) => isCached).length;
  console.log(`${results.length} tasks, ${cached} of them from the cache; each test of a task and each other task counts`);
  console.log(closingLine(counts));
  return counts.failed === 0 ? 0 : 1;
});
