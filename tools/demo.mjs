/** `npm run demo -- OPTIONS`: makes the checkout ready, then runs examples/semantic-search with the same options. */
import { join } from 'node:path';
import { ensureReady, runScript } from './ensure-ready.mjs';
import { ROOT, runCommand } from './run-command.mjs';

await runScript(async (args) => {
  await ensureReady();
  const program = join(ROOT, 'examples/semantic-search/dist/main.js');
  return (await runCommand(process.execPath, [program, ...args], { cwd: process.env.INIT_CWD ?? ROOT })).code;
});
