import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '..');
const readme = readFileSync(join(folder, 'README.md'), 'utf8');
const examples = [...readme.matchAll(/^## (.+)$[^#]*?```js\n([\s\S]*?)```\n\nprints\n\n```text\n([\s\S]*?)```/gm)];

describe('the README', () => {
  it('has examples', () => {
    expect(examples.map(([, title]) => title)).toEqual(['Example', 'Routes of your own']);
  });

  it.each(examples.map(([, title = '', program = '', output = '']) => ({ title, program, output })))(
    'prints what it says when $title is run',
    ({ program, output }) => {
      expect(execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: folder }).toString()).toBe(output);
    },
  );
});
