/** `npm run bench -- OPTIONS`: makes the checkout ready, then runs benchmarks/main.mjs with the same options. */
import { join } from 'node:path';
import { ensureReady, runScript } from './ensure-ready.mjs';
import { ROOT, runCommand } from './run-command.mjs';

await runScript(async (args) => {
  await ensureReady();
  return (await runCommand(process.execPath, [join(ROOT, 'benchmarks/main.mjs'), ...args])).code;
});
