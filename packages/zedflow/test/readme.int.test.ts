import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PACKAGE = join(import.meta.dirname, '..');

/** The blocks of the README that have a file name: ```` ```ts upper.ts ````. */
function readmeFiles(): Map<string, string> {
  const blocks = readFileSync(join(PACKAGE, 'README.md'), 'utf8').matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm);
  return new Map([...blocks].map(([, name, text]) => [name as string, text as string]));
}

describe('the example of the README', () => {
  let folder: string;

  beforeAll(() => {
    // Below the package, so that `import 'zedflow'` is found.
    mkdirSync(join(PACKAGE, 'dist'), { recursive: true });
    folder = mkdtempSync(join(PACKAGE, 'dist/readme-'));
    for (const [name, text] of readmeFiles()) writeFileSync(join(folder, name), text);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs until `pattern` was printed, then Ctrl-C. */
  async function runUntil(args: readonly string[], pattern: RegExp): Promise<{ output: string; exitCode: number | null }> {
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
      });
    }
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    while (!pattern.test(output) && child.exitCode === null) await sleep(20);
    // A user needs longer than this to press it: what follows the output in the program has begun by then.
    await sleep(300);
    child.kill('SIGINT');
    return { exitCode: await ended, output };
  }

  it('runs in TypeScript', async () => {
    // This main program has no types, so that Node itself can run it; the Executor is real TypeScript.
    writeFileSync(join(folder, 'main.mjs'), readmeFiles().get('main.ts') ?? '');

    const { output, exitCode } = await runUntil(['main.mjs'], /grpc:\/\//);

    expect(output).toContain('HELLO!');
    expect(exitCode, output).toBe(0);
  });

  it('runs as YAML', async () => {
    const { output, exitCode } = await runUntil([join(PACKAGE, 'bin/zedflow.js'), 'flow', '--uses', 'flow.yml'], /ready Flow[\s\S]*Ctrl-C/);

    expect(output).toMatch(/upper +Upper \/upper/);
    expect(exitCode, output).toBe(0);
  });
});
