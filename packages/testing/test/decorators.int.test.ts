import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { expect, it } from 'vitest';
import { zedflowDecorators } from '../dist/vitest.js';
import { runVitest } from './run-vitest.js';

const PROJECT = fileURLToPath(new URL('./fixtures/vitest-project', import.meta.url));

it('lets a project with decorators be tested, with the right lines in stack traces', () => {
  const { status, output } = runVitest(PROJECT);

  expect(output).toMatch(/Tests +2 passed/);
  expect(status).toBe(0);
});

it('is what makes the difference', () => {
  const { status, output } = runVitest(PROJECT, '--config', './without-plugin.config.ts');

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
