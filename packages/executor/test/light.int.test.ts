import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('./fixtures/list-modules.mjs', import.meta.url));

/** Names of the packages that `import specifier` loads files of. */
function loadedPackages(specifier: string): string[] {
  const lines = execFileSync(process.execPath, [SCRIPT, specifier], { encoding: 'utf8' }).split('\n');
  const names = lines.flatMap((line) => {
    const [, name] = /(?:.*node_modules|.*\/packages)\/((?:@[^/]+\/)?[^/]+)\//.exec(line) ?? [];
    return name === undefined ? [] : [name];
  });
  return [...new Set(names)].sort();
}

// Every worker thread pays for these. Whoever adds one must want that.
const LIGHT = ['core-protocol', 'executor', 'long', 'protobufjs', 'runtime-api'];

it.each(['@zedflow/executor', '@zedflow/executor/host'])('loads nothing heavy with %s', (specifier) => {
  const loaded = loadedPackages(specifier);

  expect(loaded).toContain('executor');
  expect(loaded.filter((name) => !LIGHT.includes(name) && !name.startsWith('@protobufjs/'))).toEqual([]);
});

it('loads esbuild and js-yaml only when they are needed', () => {
  expect(loadedPackages('@zedflow/executor/loader')).not.toEqual(expect.arrayContaining(['esbuild']));
  expect(loadedPackages('@zedflow/executor/loader')).not.toEqual(expect.arrayContaining(['js-yaml']));
});
