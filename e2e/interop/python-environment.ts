import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../run-program.js';

/** Generation of docarray that an environment has: v1 = 0.21, v2 = 0.41. The two cannot share one. */
export type Generation = 'v1' | 'v2';

/** Python environments are made only when asked for: they take a minute and some hundred MB. */
export const INTEROP_SKIP_REASON =
  process.env['CI'] === 'true' || process.env['ZEDFLOW_INTEROP'] === '1'
    ? undefined
    : 'needs Python 3.11 or 3.12 and downloads Python Jina: run with ZEDFLOW_INTEROP=1';

/**
 * Path of a Python with jina 3.34 and the generation's docarray. Made once per requirement file, below the temp folder
 * (or ZEDFLOW_INTEROP_HOME), and used again by later runs.
 */
export async function preparePython(generation: Generation): Promise<string> {
  const requirements = join(import.meta.dirname, `requirements-${generation}.txt`);
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const home = process.env['ZEDFLOW_INTEROP_HOME'] ?? join(tmpdir(), 'zedflow-interop');
  const folder = join(home, `${generation}-${version}`);
  const python = join(folder, 'bin/python');
  const finished = join(folder, 'finished');
  if (existsSync(finished)) return python;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  await mustRun(await findPython(), ['-m', 'venv', folder]);
  await mustRun(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '--requirement', requirements]);
  writeFileSync(finished, '');
  return python;
}

async function findPython(): Promise<string> {
  for (const name of ['python3.11', 'python3.12', 'python3']) {
    const { code, stdout } = await runProgram(name, ['-c', 'import sys, ensurepip; print(sys.version_info[:2] in [(3, 11), (3, 12)])']);
    if (code === 0 && stdout.trim() === 'True') return name;
  }
  throw new Error('no Python 3.11 or 3.12 with venv found: install python3 and python3-venv');
}

async function mustRun(command: string, args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await runProgram(command, args, { timeoutMs: 600_000 });
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with code ${code}\n${stdout}\n${stderr}`);
}
