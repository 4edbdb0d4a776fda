import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Milliseconds in which signals are echoes of one wish: `timeout` signals its child and then its whole group, npm passes Ctrl-C on. */
const ECHO_MS = 200;

/**
 * Runs `onFirst` with the first SIGINT, SIGTERM or SIGHUP (the terminal was closed); a second one ends this process at once with
 * 128 + its number. Nothing that hangs may keep a user from leaving: threads end with this process, children by their lifeline.
 * Returns the end of it.
 */
export function onStopSignals(onFirst: (signal: NodeJS.Signals) => void): () => void {
  let firstAtMs: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    if (firstAtMs === undefined) {
      firstAtMs = performance.now();
      onFirst(signal);
    } else if (performance.now() - firstAtMs > ECHO_MS) process.exit(128 + constants.signals[signal]);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}
