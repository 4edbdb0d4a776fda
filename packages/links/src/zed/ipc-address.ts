import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `abstract`: Linux names without a file. `folder`: socket files in a folder that only this user can enter. */
export type IpcKind = 'abstract' | 'folder';

/** A pair of addresses that nobody can guess. */
export interface IpcAddresses {
  readonly data: string;
  readonly control: string;
  /** Removes what the addresses left in the file system. */
  remove(): void;
}

const FOLDER_PREFIX = 'zedflow-ipc-';
/** A socket path may have 103 bytes on macOS, 107 on Linux. */
const MAX_PATH_BYTES = 100;

export function createIpcAddresses(kind: IpcKind): IpcAddresses {
  if (kind === 'abstract') {
    const name = `ipc://@zedflow-${randomBytes(16).toString('hex')}`;
    return { data: `${name}-d`, control: `${name}-c`, remove: () => {} };
  }
  const base = Buffer.byteLength(join(tmpdir(), FOLDER_PREFIX)) <= MAX_PATH_BYTES - 32 ? tmpdir() : '/tmp';
  sweepFolders(base);
  // mkdtemp makes the folder with mode 0700.
  const folder = mkdtempSync(join(base, `${FOLDER_PREFIX}${process.pid}-`));
  return {
    data: `ipc://${join(folder, 'd')}`,
    control: `ipc://${join(folder, 'c')}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Folders of processes that are gone: they could not remove them themselves. */
function sweepFolders(base: string): void {
  for (const entry of readdirSync(base)) {
    const pid = entry.startsWith(FOLDER_PREFIX) ? Number.parseInt(entry.slice(FOLDER_PREFIX.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || isProcessAlive(pid)) continue;
    try {
      rmSync(join(base, entry), { recursive: true, force: true });
    } catch {
      // Another user's: theirs to sweep.
    }
  }
}

/** Whether a process of this machine exists. */
export function isProcessAlive(pid: number): boolean {
  // 0 and negative numbers mean groups of processes.
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
