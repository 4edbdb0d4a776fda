import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const EXAMPLE = join(import.meta.dirname, '..');

const NOTES = {
  'cooking.md': '# Cooking\n\nBoil the pasta in salted water until it is soft, then add the tomato sauce.\n',
  'trains.md': '# Trains\n\nThe night train from Vienna arrives in Hamburg early in the morning.\n',
  'money.md': '# Money\n\nThe bank charges a fee for every payment to another country.\n',
};

describe('the demo', () => {
  let folder: string;

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'zedflow-notes-')));
    for (const [name, text] of Object.entries(NOTES)) writeFileSync(join(folder, name), text);
  });

  afterAll(() => {
    const index = `folder-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
    rmSync(join(EXAMPLE, '.zedflow', index), { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  it("finds the passage of the user's own notes that a question means", async () => {
    const { code, output } = await runDemo(['--path', folder, '--query', 'When does the railway journey end?']);

    expect(output).toMatch(/3 files new or changed; the index holds 3 passages/);
    expect(output).toMatch(/^ {2}1 {2}0\.\d{3} {2}trains\.md .*Vienna/m);
    expect(code).toBe(0);
  });

  it('starts from the index of the run before, and reads only what has changed', async () => {
    const unchanged = await runDemo(['--path', folder]);
    writeFileSync(join(folder, 'money.md'), 'A new kind of coin was found in the garden of the museum.\n');
    rmSync(join(folder, 'cooking.md'));
    const changed = await runDemo(['--path', folder, '--query', 'treasure']);

    expect(unchanged.output).toContain('the index is up to date');
    expect(changed.output).toMatch(/1 files new or changed, 1 gone; the index holds 2 passages/);
    expect(changed.output).toMatch(/^ {2}1 .*coin/m);
    expect(changed.output).not.toContain('pasta');
  });

  it('serves on three protocols until Ctrl-C, with calls that can be pasted', async () => {
    const demo = startDemo(['--path', folder, '--serve']);
    await demo.waitFor(/Ctrl-C ends it[\s\S]*websocket\n.*\n/);
    const calls = demo.output().match(/^ {4}(curl|npx) .*$/gm) ?? [];

    const answers = await Promise.all(calls.map((call) => run('bash', ['-c', call.trim()])));
    demo.child.kill('SIGINT');

    expect(answers).toHaveLength(3);
    for (const { code, output } of answers) {
      expect(code, output).toBe(0);
      expect(output).toContain('trains.md');
    }
    expect(await demo.ended).toBe(0);
  });

  it('ends with exit code 130 on Ctrl-C while it starts', async () => {
    const demo = startDemo(['--path', folder, '--query', 'x']);
    await demo.waitFor(/Starting/);

    demo.child.kill('SIGINT');

    expect(await demo.ended).toBe(130);
  });

  it.each([
    [['--nonsense'], 2, /nonsense/],
    [['--path', '/not/there'], 2, /--path must be a folder/],
  ])('refuses %j with one clear line', async (args, exitCode, message) => {
    const { code, output } = await runDemo(args);

    expect(output).toMatch(message);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(exitCode);
  });

  it('says so when a folder holds no Markdown', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'zedflow-empty-'));
    const { code, output } = await runDemo(['--path', empty]);
    rmSync(empty, { recursive: true });

    expect(output).toContain('holds no Markdown files');
    expect(code).toBe(1);
  });
});

const runDemo = (args: readonly string[]) => run(process.execPath, [join(EXAMPLE, 'dist/main.js'), ...args]);
const startDemo = (args: readonly string[]) => start(process.execPath, [join(EXAMPLE, 'dist/main.js'), ...args]);

async function run(command: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  const program = start(command, args);
  return { code: await program.ended, output: program.output() };
}

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<number>;
  output(): string;
  waitFor(pattern: RegExp): Promise<void>;
}

function start(command: string, args: readonly string[]): Started {
  const child = spawn(command, args, { cwd: EXAMPLE, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = once(child, 'close').then(([code]) => code as number);
  return {
    child,
    ended,
    output: () => text,
    waitFor: (pattern) => expect.poll(() => text, { timeout: 20_000 }).toMatch(pattern),
  };
}
