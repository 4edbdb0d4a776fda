import { subscribe } from 'node:diagnostics_channel';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { afterAll, expect } from 'vitest';

/**
 * Setup of integration and end-to-end tests: after each file, no child process, listening socket or worker thread may be left.
 * (Unhandled rejections fail the run by Vitest's own rule.)
 */
const workers = new Set<Worker>();
subscribe('worker_threads', (message) => {
  const { worker } = message as { worker: Worker };
  workers.add(worker);
  worker.once('exit', () => workers.delete(worker));
});

const before = leftovers();

afterAll(async () => {
  // What was closed in the last moment may take a little to be gone.
  for (let waits = 0; waits < 20 && leftovers().length > before.length; waits++) await sleep(100);
  expect(leftovers(), 'left running by the tests of this file').toEqual(before);
});

function leftovers(): string[] {
  const servers = process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap');
  const threads = [...workers].map((worker) => `thread ${worker.threadId}`);
  return [...servers, ...threads, ...childNames()].sort();
}

/** esbuild's service is kept by Node itself without holding the process; it ends with its parent. */
function childNames(): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc/self/task')
    .flatMap((thread) => read(`/proc/self/task/${thread}/children`).split(' '))
    .filter((pid) => pid !== '')
    .map((pid) => `child ${read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()}`)
    .filter((name) => name !== 'child' && !name.includes('esbuild'));
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
