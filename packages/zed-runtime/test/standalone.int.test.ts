import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const RESTARTING = fileURLToPath(new URL('fixtures/restarting.mjs', import.meta.url));

it.each(['thread', 'process'])('a program with one Pea lives through its restart and ends after its stop (%s)', async (kind) => {
  const { stdout } = await promisify(execFile)(process.execPath, [RESTARTING, kind]);

  expect(stdout).toBe('back and stopped\n');
});
