import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Runs `onFirst` with the first SIGINT or SIGTERM; a second one ends this process at once with 128 + its number. Nothing that
 * hangs may keep a user from leaving: threads end with this process, children by their lifeline. Returns the end of it.
 */
export function onStopSignals(onFirst: (signal: NodeJS.Signals) => void): () => void {
  let isFirst = true;
  const onSignal = (signal: NodeJS.Signals) => {
    if (!isFirst) process.exit(128 + constants.signals[signal]);
    isFirst = false;
    onFirst(signal);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}
