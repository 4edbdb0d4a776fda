import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './run-command.mjs';

const below = (folder) => readdirSync(join(ROOT, folder), { withFileTypes: true }).map((entry) => `${folder}/${entry.name}`);
const documents =
  [...below('.'), ...below('docs'), ...below('docs/adr'), ...below('packages').map((path) => `${path}/README.md`), ...below('examples').map((path) => `${path}/README.md`)] // biome-ignore format: a list
    .filter((path) => path.endsWith('.md') && existsSync(join(ROOT, path)));

describe.each(documents)('%s', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8').replace(/^```[\s\S]*?^```/gm, '');

  it('links only to files that are there', () => {
    const targets = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target]) => target).filter((target) => !/^[a-z]+:/.test(target));

    expect(targets.filter((target) => !existsSync(join(ROOT, dirname(document), target)))).toEqual([]);
  });

  it('names only files that are there', () => {
    const paths = [...text.matchAll(/`((?:packages|tools|docs|examples|e2e|benchmarks)\/[\w./-]+)`/g)].map(([, path]) => path);

    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});
