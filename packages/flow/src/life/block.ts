import type { Flow } from '../flow.js';
import { onStopSignals } from './stop-signals.js';

/** Options of `Flow.block`. */
export interface BlockOptions {
  /** Called with the first signal, before the Flow begins to stop. */
  readonly onStopping?: (signal: NodeJS.Signals) => void;
  /** Milliseconds for what is in flight. Default: as `timeout_ctrl` says. */
  readonly graceMs?: number;
}

// The longest delay of a timer.
const FOREVER_MS = 2 ** 31 - 1;

/** See `Flow.block`. */
export async function blockUntilSignal(flow: Flow, { onStopping, graceMs }: BlockOptions): Promise<void> {
  if (flow.state !== 'ready' && flow.state !== 'starting' && flow.state !== 'draining') return;
  // A Flow whose gateway and Executors hold no handle of this process would not keep it alive.
  const keepAlive = setInterval(() => {}, FOREVER_MS);
  let offSignals = () => {};
  let offEvents = () => {};
  try {
    await new Promise<void>((resolve, reject) => {
      offEvents = flow.onProgress((event) => {
        if (event.type === 'state' && (event.state === 'stopped' || event.state === 'failed')) resolve();
      });
      offSignals = onStopSignals((signal) => {
        onStopping?.(signal);
        flow.stop(graceMs === undefined ? {} : { graceMs }).then(resolve, reject);
      });
    });
  } finally {
    clearInterval(keepAlive);
    offEvents();
    offSignals();
  }
}
