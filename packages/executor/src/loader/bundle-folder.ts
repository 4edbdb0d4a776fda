import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

// Containers may share a temp folder, and each counts its own process ids: only folders of this host are swept.
const PREFIX = `zedflow-bundles-${createHash('sha256').update(hostname()).digest('hex').slice(0, 8)}-`;

let folder: string | undefined;

/** The folder for this process's bundles. It goes when the process exits; one that was killed leaves it to the next to sweep. */
export function bundleFolder(): string {
  if (folder === undefined || !existsSync(folder)) {
    sweepDeadFolders();
    const made = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return folder;
}

/** Removes what processes of this host left that are no more. */
export function sweepDeadFolders(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
    if (!Number.isSafeInteger(pid) || isAlive(pid)) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // Another user's: theirs to remove.
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
