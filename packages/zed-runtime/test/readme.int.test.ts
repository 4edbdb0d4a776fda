import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';

const require = createRequire(import.meta.url);

it('the example of the README runs in a project of its own', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'zedflow-test-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'node_modules', '@zedflow'), { recursive: true });
  for (const name of ['@zedflow/executor', '@zedflow/runtime-api', '@zedflow/zed-runtime']) {
    symlinkSync(dirname(require.resolve(`${name}/package.json`)), join(folder, 'node_modules', name));
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  for (const [, name, text] of readme.matchAll(/```js\n\/\/ (\S+)\n(.*?)```/gs))
    writeFileSync(join(folder, name as string), text as string);

  const { stdout } = await promisify(execFile)(process.execPath, ['main.js'], { cwd: folder });

  expect(stdout).toBe('hello has 5 characters\n');
});
