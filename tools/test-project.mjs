/**
 * `node tools/test-project.mjs unit packages/routing`: the tests of one kind in one folder, as nx runs and caches them. The closing line
 * is part of the output, so that a result from the cache is counted like a fresh one. Needs the build where the kind does.
 */
import { runScript } from './ensure-ready.mjs';
import { runTests } from './run-tests.mjs';

/** Two unit tasks run at a time, one integration task alone: both then keep two cores busy, and no test waits for a core for long. */
const WORKERS = { unit: 1, integration: 2 };

// nx asks for colours; programs that tests start would heed it, and print other text than they do in `npm test`.
delete process.env.FORCE_COLOR;

await runScript(async ([kind, folder]) => {
  const counts = await runTests(['--project', kind, `--maxWorkers=${WORKERS[kind]}`, '--passWithNoTests', `${folder}/`]);
  console.log(counts.line);
  return counts.isGreen ? 0 : 1;
});
