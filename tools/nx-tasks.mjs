/** Runs nx targets of all projects and tells what became of each task. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, ROOT, runCommand } from './run-command.mjs';

/** What nx writes about its last run. */
const RUN_FILE = join(ROOT, '.nx/cache/run.json');
const TASK_HEADER = /^> nx run (\S+)(?: {2}\[.*\])?$/m;
const CLOSING_LINE = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/gm;

/** Output of each task by its id, out of nx's static output: a block per task, whole, also when it comes from the cache. */
export function outputByTask(output) {
  // Text before the first header is nx's own; then headers and blocks take turns.
  const [, ...parts] = output.split(TASK_HEADER);
  const outputs = new Map();
  for (let index = 0; index < parts.length; index += 2) outputs.set(parts[index], parts[index + 1].trim());
  return outputs;
}

/** Tests that a task counted by its closing line; another task is one check. A task that failed has one failure at the least. */
export function countsOfTask(isGreen, output) {
  const line = [...output.matchAll(CLOSING_LINE)].at(-1);
  if (line === undefined) return { passed: isGreen ? 1 : 0, failed: isGreen ? 0 : 1, skipped: 0 };
  const [passed, failed, skipped] = line.slice(1).map((text) => Number(text ?? 0));
  return { passed, failed: isGreen ? failed : Math.max(1, failed), skipped };
}

/**
 * Resolves with a result per task: `{ id, isGreen, isCached, seconds, output, counts }`. A task whose dependency failed has not run and
 * is not green. Throws when nx itself ends with an error and names no task for it.
 */
export async function runTasks(targets) {
  const args = ['run-many', '-t', ...targets, '--outputStyle=static'];
  const begin = new Date().toISOString();
  const { code, output } = await runCommand(bin('nx'), args, {
    quiet: true,
    env: { NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
  });
  const { run, tasks } = readRun();
  if (run === undefined || run.startTime < begin) throw new Error(`nx ended with code ${code} before it ran a task:\n${output}`);
  const outputs = outputByTask(output);
  const results = tasks.map(({ taskId, status, cacheStatus, startTime, endTime }) => {
    const isGreen = status === 0;
    const text = outputs.get(taskId) ?? '';
    return {
      id: taskId,
      isGreen,
      isCached: cacheStatus !== 'cache-miss',
      seconds: (Date.parse(endTime) - Date.parse(startTime)) / 1000,
      output: text,
      counts: countsOfTask(isGreen, text),
    };
  });
  if (code !== 0 && results.every(({ isGreen }) => isGreen)) throw new Error(`nx ended with code ${code}:\n${output}`);
  return results;
}

function readRun() {
  try {
    return JSON.parse(readFileSync(RUN_FILE, 'utf8'));
  } catch {
    return {};
  }
}
