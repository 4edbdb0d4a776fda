import { readdir, readFile, readlink } from 'node:fs/promises';

/** Processes that are looked at before the search is given up. */
const MAX_PROCESSES = 4_096;

/** The process that listens on a TCP port. */
export interface PortHolder {
  readonly pid: number;
  /** Short name of its program, as the kernel has it. */
  readonly name: string;
}

/**
 * Who listens on the TCP port, where the system tells it (`/proc` on Linux, processes of the same user); else undefined.
 * Never throws.
 */
export async function findPortHolder(port: number): Promise<PortHolder | undefined> {
  try {
    const inodes = await listeningInodes(port);
    return inodes.size === 0 ? undefined : await ownerOf(inodes);
  } catch {
    return undefined;
  }
}

async function listeningInodes(port: number): Promise<Set<string>> {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const inodes = new Set<string>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of (await readFile(table, 'utf8').catch(() => '')).split('\n')) {
      const fields = line.trim().split(/\s+/);
      // State 0A is LISTEN; field 9 is the inode of the socket.
      if (fields[1]?.endsWith(wanted) && fields[3] === '0A' && fields[9] !== undefined) inodes.add(`socket:[${fields[9]}]`);
    }
  }
  return inodes;
}

async function ownerOf(inodes: ReadonlySet<string>): Promise<PortHolder | undefined> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).slice(0, MAX_PROCESSES);
  for (const pid of pids) {
    for (const descriptor of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
      const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
      if (inodes.has(target)) return { pid: Number(pid), name: (await readFile(`/proc/${pid}/comm`, 'utf8')).trim() };
    }
  }
  return undefined;
}
