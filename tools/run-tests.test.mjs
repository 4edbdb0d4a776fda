import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bin, ROOT, runCommand } from './run-command.mjs';
import { closingLine } from './run-tests.mjs';

describe('closingLine', () => {
  it('leaves out skipped tests when there are none', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
  });

  it('tells of skipped tests', () => {
    expect(closingLine({ passed: 12, failed: 1, skipped: 3 })).toBe('12 passed, 1 failed, 3 skipped');
  });
});

describe('count-reporter', () => {
  let folder;

  beforeEach(() => {
    // Below the checkout, so that the test files find Vitest.
    folder = mkdtempSync(join(ROOT, 'node_modules/.zedflow-count-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('counts tests, and a file that does not load as one failure', async () => {
    writeFileSync(join(folder, 'vitest.config.mjs'), 'export default { test: { include: ["*.case.mjs"], exclude: [] } };');
    writeFileSync(
      join(folder, 'a.case.mjs'),
      "import { expect, it } from 'vitest';\nit('a', () => {});\nit('b', () => { expect(1).toBe(2); });\nit.skip('c', () => {});\n",
    );
    writeFileSync(join(folder, 'b.case.mjs'), "throw new Error('does not load');\n");
    const countsFile = join(folder, 'counts.json');

    const { code } = await runCommand(
      bin('vitest'),
      [
        'run',
        '--root',
        folder,
        '--config',
        join(folder, 'vitest.config.mjs'),
        `--reporter=${join(ROOT, 'tools/vitest/count-reporter.mjs')}`,
      ],
      { quiet: true, cwd: folder, env: { ZEDFLOW_TEST_COUNTS: countsFile } },
    );

    const { default: counts } = await import(countsFile, { with: { type: 'json' } });
    expect(counts).toEqual({ passed: 1, failed: 2, skipped: 1 });
    expect(code).toBe(1);
  });
});

describe('runCommand', () => {
  it('tells the code of a program that a signal ended', async () => {
    const { code } = await runCommand(process.execPath, ['-e', 'process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)'], {
      quiet: true,
    });

    expect(code).toBe(143);
  });

  it('keeps the output when it is quiet', async () => {
    const { code, output } = await runCommand(process.execPath, ['-e', 'console.log("out"); console.error("err"); process.exit(3)'], {
      quiet: true,
    });

    expect(code).toBe(3);
    expect(output).toContain('out');
    expect(output).toContain('err');
  });
});
