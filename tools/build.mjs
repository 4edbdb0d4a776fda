/** `npm run build`: packages when they are missing, then what has changed (`tsc -b`). */
import { ensureReady, runScript } from './ensure-ready.mjs';

await runScript(async () => {
  await ensureReady();
  return 0;
});
