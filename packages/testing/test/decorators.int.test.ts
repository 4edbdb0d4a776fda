import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { expect, it } from 'vitest';
import { zedflowDecorators } from '../dist/vitest.js';

const PROJECT = fileURLToPath(new URL('./fixtures/vitest-project', import.meta.url));
const VITEST = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

function runVitest(...args: string[]) {
  // Without the variables by which this run of Vitest would be taken for that one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  const { status, stdout, stderr } = spawnSync(process.execPath, [VITEST, 'run', '--root', PROJECT, ...args], {
    encoding: 'utf8',
    env: { ...env, NO_COLOR: '1' },
  });
  return { status, output: stdout + stderr };
}

it('lets a project with decorators be tested, with the right lines in stack traces', () => {
  const { status, output } = runVitest();

  expect(output).toMatch(/Tests +2 passed/);
  expect(status).toBe(0);
});

it('is what makes the difference', () => {
  const { status, output } = runVitest('--config', './without-plugin.config.ts');

  expect(output).toMatch(/SyntaxError/);
  expect(status).toBe(1);
});

it('is a Vite plug-in that leaves other files alone', async () => {
  const plugin = zedflowDecorators();
  const asVitePlugin: Plugin = plugin;

  expect(asVitePlugin.enforce).toBe('pre');
  expect(await plugin.transform('const mail = "a@b.c";', '/x/a.ts')).toBeUndefined();
  expect(await plugin.transform('@x class A {}', '/x/node_modules/y/a.js')).toBeUndefined();
  expect(await plugin.transform('@media print {}', '/x/a.css')).toBeUndefined();
});
