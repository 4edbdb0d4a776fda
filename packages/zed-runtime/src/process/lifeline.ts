import { killProcessGroup } from './process-group.js';

/** Milliseconds that an Executor gets to close when its parent has died. */
const ORPHAN_GRACE_MS = 800;

/** What ends a child: its parent's command, a signal, or the death of its parent. */
export interface Lifeline {
  /** Sets what closes the Executor and then ends the process, and how long that may take after a SIGTERM. */
  onEnd(end: () => void, graceMs: number): void;
  /** The parent asks by command; it watches the time itself. */
  end(): void;
  /** Asks again: begins to end when that has not begun, else by SIGKILL. */
  endNow(): void;
}

/**
 * Ends this process when its parent is gone (the IPC channel breaks, also by `kill -9`): politely first, by SIGKILL after a grace.
 * Signals are the parent's business as long as it lives, because supervisors send them to all processes of a service, and calls
 * under way are to be finished. So SIGINT and SIGHUP do nothing; SIGTERM ends this process after a grace in which the parent did not,
 * or at once when it comes again.
 */
export function holdLifeline(): Lifeline {
  let close = dieNow;
  let termGraceMs = ORPHAN_GRACE_MS;
  let isEnding = false;
  let patience: NodeJS.Timeout | undefined;
  const begin = () => {
    isEnding = true;
    clearTimeout(patience);
    close();
  };
  const beginWithin = (graceMs: number) => {
    setTimeout(dieNow, graceMs);
    begin();
  };
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});
  process.on('SIGTERM', () => {
    if (isEnding) return;
    if (patience !== undefined) beginWithin(termGraceMs);
    else patience = setTimeout(beginWithin, termGraceMs, termGraceMs);
  });
  process.on('disconnect', () => {
    if (isEnding) setTimeout(dieNow, ORPHAN_GRACE_MS);
    else beginWithin(ORPHAN_GRACE_MS);
  });
  // The parent died while this process was loading.
  if (!process.connected) dieNow();
  return {
    onEnd(end, graceMs) {
      close = end;
      termGraceMs = graceMs;
    },
    end: () => {
      if (!isEnding) begin();
    },
    endNow: () => {
      if (isEnding) dieNow();
      else begin();
    },
  };
}

/**
 * Ends this process and what user code started in its group. The only end that works in every state: `process.exit` with a thread
 * on a ZeroMQ socket aborts instead.
 */
export function dieNow(): void {
  killProcessGroup(process.pid);
  process.kill(process.pid, 'SIGKILL');
}
