import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('prints what the README says when its example is run', () => {
  const folder = join(import.meta.dirname, '..');
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const [, program = ''] = /```js\n([\s\S]*?)```/.exec(readme) ?? [];
  const [, output] = /```text\n([\s\S]*?)```/.exec(readme) ?? [];

  expect(execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: folder }).toString()).toBe(output);
});
