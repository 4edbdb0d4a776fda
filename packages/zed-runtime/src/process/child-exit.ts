import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { killProcessGroup } from './process-group.js';

/** Milliseconds that pipes may stay open after the exit: a program that left the group must not hold up the end. */
const PIPE_GRACE_MS = 250;

export interface ChildExit {
  readonly exitCode?: number;
  readonly signal?: string;
  /** It could not be spawned at all. */
  readonly spawnError?: Error;
}

/** Resolves when a child is gone and all that it said, on pipes and channel, has been read. */
export async function childExit(child: ChildProcess): Promise<ChildExit> {
  const closed = once(child, 'close').catch(() => {});
  const disconnected = child.connected ? once(child, 'disconnect').catch(() => {}) : Promise.resolve();
  const exit = await new Promise<ChildExit>((resolve) => {
    child.once('error', (spawnError) => {
      if (child.pid === undefined) resolve({ spawnError });
    });
    child.once('exit', (exitCode, signal) => {
      resolve({ ...(exitCode === null ? {} : { exitCode }), ...(signal === null ? {} : { signal }) });
    });
  });
  if (exit.spawnError !== undefined) return exit;
  if (child.pid !== undefined) killProcessGroup(child.pid);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, PIPE_GRACE_MS);
  });
  await Promise.race([Promise.all([closed, disconnected]), late]);
  clearTimeout(timer);
  child.stdout?.destroy();
  child.stderr?.destroy();
  return exit;
}
