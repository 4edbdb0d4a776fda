import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProgram } from '../run-program.js';

const ZEDFLOW = join(import.meta.dirname, '../../node_modules/.bin/zedflow');

describe('zedflow flow with a mistake', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zedflow-wrong-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const EXECUTORS = `
import { Executor } from ${JSON.stringify(join(import.meta.dirname, '../../node_modules/zedflow/dist/index.js'))};
export class Fine extends Executor { static requests = { '/': 'run' }; run() {} }
export class BadInit extends Executor { init() { throw new RangeError('the model file is missing'); } }
`;

  async function runFlow(yaml: string) {
    writeFileSync(join(folder, 'executors.mjs'), EXECUTORS);
    writeFileSync(join(folder, 'flow.yml'), yaml);
    return runProgram(ZEDFLOW, ['flow', '--uses', 'flow.yml'], { cwd: folder, timeoutMs: 30_000 });
  }

  it.each([
    ['an unknown key', 'jtype: Flow\nexecutors:\n  - name: a\n    usess: ./executors.mjs#Fine\n', 2, [/usess/, /uses/]],
    ['a missing module', 'jtype: Flow\nexecutors:\n  - name: a\n    uses: ./nowhere.mjs#Fine\n', 1, [/nowhere\.mjs/]],
    [
      'a class that is not exported',
      'jtype: Flow\nexecutors:\n  - name: a\n    uses: ./executors.mjs#Absent\n',
      1,
      [/Absent/, /executors\.mjs/],
    ],
    ['an exception in init', 'jtype: Flow\nexecutors:\n  - name: a\n    uses: ./executors.mjs#BadInit\n', 1, [/the model file is missing/]],
    ['YAML that is none', 'jtype: [Flow\n', 2, [/flow\.yml/]],
  ])('ends with one clear message for %s', async (_what, yaml, exitCode, patterns) => {
    const { code, stdout, stderr } = await runFlow(yaml);

    for (const pattern of patterns) expect(stdout + stderr).toMatch(pattern);
    expect(code, stdout + stderr).toBe(exitCode);
  });

  it('says which port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };

    const yaml = `jtype: Flow\nwith:\n  protocol: http\n  host: 127.0.0.1\n  port: ${port}\nexecutors:\n  - name: a\n    uses: ./executors.mjs#Fine\n`;
    const { code, stdout, stderr } = await runFlow(yaml);
    server.close();

    expect(stdout + stderr).toContain(String(port));
    expect(code).toBe(1);
  });

  it('ends with exit code 2 for an unknown flag', async () => {
    const { code, stderr } = await runProgram(ZEDFLOW, ['flow', '--uses', 'flow.yml', '--no-such-flag']);

    expect(code).toBe(2);
    expect(stderr).toContain('--no-such-flag');
  });
});
