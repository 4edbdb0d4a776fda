import { constants } from 'node:os';
import type { Flow } from '../flow.js';

/** Options of `Flow.block`. */
export interface BlockOptions {
  /** Called with the first signal, before the Flow begins to stop. */
  readonly onStopping?: (signal: NodeJS.Signals) => void;
  /** Milliseconds for what is in flight. Default: as `timeout_ctrl` says. */
  readonly graceMs?: number;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** See `Flow.block`. */
export async function blockUntilSignal(flow: Flow, { onStopping, graceMs }: BlockOptions): Promise<void> {
  let isStopping = false;
  let resolve: () => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const ended = new Promise<void>((onEnd, onError) => {
    resolve = onEnd;
    reject = onError;
  });
  const onSignal = (signal: NodeJS.Signals) => {
    // Nothing that hangs may keep a user from leaving: threads end with this process, children by their lifeline.
    if (isStopping) process.exit(128 + constants.signals[signal]);
    isStopping = true;
    onStopping?.(signal);
    flow.stop(graceMs === undefined ? {} : { graceMs }).then(resolve, reject);
  };
  const off = flow.onProgress((event) => {
    if (event.type === 'state' && (event.state === 'stopped' || event.state === 'failed')) resolve();
  });
  for (const signal of SIGNALS) process.on(signal, onSignal);
  // A THREAD Flow without open ports would hold nothing that keeps the process.
  const keepAlive = setInterval(() => {}, 2 ** 30);
  try {
    if (flow.state === 'ready' || flow.state === 'starting' || flow.state === 'draining') await ended;
  } finally {
    clearInterval(keepAlive);
    off();
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}
