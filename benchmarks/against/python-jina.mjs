/** A Flow of the real Python Jina, when this machine has a Python that can run it. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../measure/server.mjs';

const REQUIREMENTS = join(import.meta.dirname, '../../e2e/interop/requirements-v2.txt');
const PROGRAM = join(import.meta.dirname, 'jina_flow.py');
const INSTALL_MS = 600_000;
/** Python loads and forks for long, on a loaded machine for longer. */
const START_TIMEOUT_MS = 90_000;

/**
 * Path of a Python with Jina 3.34 and docarray v2: `given`, else ZEDFLOW_BENCH_PYTHON, else the environment that the interop tests
 * use, which is made below the temp folder when it is not there. Throws an Error that says what is missing.
 */
export function preparePython(given = process.env.ZEDFLOW_BENCH_PYTHON) {
  const python = given ?? makeEnvironment();
  const version = execFileSync(python, ['-c', 'from importlib.metadata import version; print(version("jina"), version("docarray"))'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
  return { python, version };
}

function makeEnvironment() {
  const hash = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const home = process.env.ZEDFLOW_INTEROP_HOME ?? join(tmpdir(), 'zedflow-interop');
  const folder = join(home, `v2-${hash}`);
  const python = join(folder, 'bin/python');
  if (existsSync(join(folder, 'finished'))) return python;
  const base = findPython();
  console.error(`making a Python environment in ${folder}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  run(base, ['-m', 'venv', folder]);
  run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '--requirement', REQUIREMENTS]);
  writeFileSync(join(folder, 'finished'), '');
  return python;
}

function findPython() {
  for (const name of ['python3.11', 'python3.12', 'python3']) {
    try {
      if (run(name, ['-c', 'import sys, ensurepip; print(sys.version_info[:2] in [(3, 11), (3, 12)])']).trim() === 'True') return name;
    } catch {
      // Not there, or without venv: the next one.
    }
  }
  throw new Error('no Python 3.11 or 3.12 with venv found; install one, or name a Python that has jina with --python FILE');
}

function run(command, args) {
  return execFileSync(command, args, { encoding: 'utf8', timeout: INSTALL_MS, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** As `startServer`, with an echo Flow of Python Jina. */
export async function startJina(python, executors) {
  const ports = await Promise.all([freePort(), freePort(), freePort()]);
  return startServer(PROGRAM, [executors, ...ports].map(String), { command: python, startTimeoutMs: START_TIMEOUT_MS });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
