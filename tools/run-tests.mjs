/** Runs Vitest and counts, so that every script ends with the same line. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, ROOT, runCommand } from './run-command.mjs';

/** `12 passed, 0 failed` and, only when there are any, `, 3 skipped`. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Runs the projects of vitest.config.ts; `args` are Vitest's own. A run that ends with an error of its own (a worker that died, an
 * unhandled rejection) counts as one more failure, so that the line and the exit code never disagree.
 */
export async function runTests(args = []) {
  const folder = mkdtempSync(join(tmpdir(), 'zedflow-tests-'));
  try {
    const countsFile = join(folder, 'counts.json');
    const reporters = ['--reporter=default', `--reporter=${join(ROOT, 'tools/vitest/count-reporter.mjs')}`];
    const { code } = await runCommand(bin('vitest'), ['run', ...reporters, ...args], { env: { ZEDFLOW_TEST_COUNTS: countsFile } });
    const counts = readCounts(countsFile);
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    return { ...counts, line: closingLine(counts), isGreen: code === 0 && counts.failed === 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Vitest ended before its end of run: nothing was counted, and the caller turns its exit code into a failure.
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
