import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../', import.meta.url));

it('the example of the README prints what its comment says', () => {
  const [, code = ''] = /```js\n(.*?)```/s.exec(readFileSync(join(folder, 'README.md'), 'utf8')) ?? [];
  // Inside the package, so that its own name resolves.
  const place = mkdtempSync(join(folder, 'dist', 'readme-'));
  try {
    const file = join(place, 'example.mjs');
    writeFileSync(file, code);
    expect(`// ${execFileSync(process.execPath, [file], { encoding: 'utf8' })}`.trim()).toBe(/\/\/ \/index.*$/m.exec(code)?.[0]);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
});
