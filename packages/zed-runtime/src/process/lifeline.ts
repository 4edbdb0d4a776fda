/** Milliseconds that an Executor gets to close when its parent has died. */
const ORPHAN_GRACE_MS = 800;

/** What ends a child: its parent's command, a signal, or the death of its parent. */
export interface Lifeline {
  /** Sets what closes the Executor and then ends the process, and how long that may take after a SIGTERM. */
  onEnd(end: () => void, graceMs: number): void;
  /** The parent asks by command; it watches the time itself. */
  end(): void;
}

/**
 * Ends this process when its parent is gone (the IPC channel breaks, also by `kill -9`) and on SIGTERM: politely first,
 * by SIGKILL after a grace; by SIGKILL at once when it was asked before. SIGINT is the parent's business: a terminal sends it
 * to the whole group.
 */
export function holdLifeline(): Lifeline {
  let close = dieNow;
  let termGraceMs = ORPHAN_GRACE_MS;
  let isEnding = false;
  const begin = () => {
    isEnding = true;
    close();
  };
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => {
    if (isEnding) return dieNow();
    setTimeout(dieNow, termGraceMs);
    begin();
  });
  process.on('disconnect', () => {
    setTimeout(dieNow, ORPHAN_GRACE_MS);
    if (!isEnding) begin();
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
  };
}

/** The only end that works in every state: `process.exit` with a thread on a ZeroMQ socket aborts instead. */
export function dieNow(): void {
  process.kill(process.pid, 'SIGKILL');
}
