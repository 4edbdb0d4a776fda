import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

/** A folder of a user's, somewhere else, with this package installed and these files. */
export function createUserProject(files: Readonly<Record<string, string>>): { folder: string; [Symbol.dispose](): void } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'zedflow-test-')));
  mkdirSync(join(folder, 'node_modules', '@zedflow'), { recursive: true });
  symlinkSync(PACKAGE, join(folder, 'node_modules', '@zedflow', 'executor'));
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
