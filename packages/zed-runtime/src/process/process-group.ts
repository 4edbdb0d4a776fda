/** A group of processes has its first one's id. Windows has none: there programs of user code end by themselves. */
export const HAS_PROCESS_GROUPS = process.platform !== 'win32';

/** Ends what is left of a child's group: programs that user code started and that would outlive it. */
export function killProcessGroup(pid: number): void {
  if (!HAS_PROCESS_GROUPS) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}
