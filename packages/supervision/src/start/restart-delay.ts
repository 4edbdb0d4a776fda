import type { Clock, RestartPolicy } from '@zedflow/runtime-api';

/** Milliseconds before the next start, after `failedStarts` failed ones in a row. */
export function restartDelayMs(policy: Pick<RestartPolicy, 'delayMs' | 'maxDelayMs'>, failedStarts: number): number {
  return Math.min(policy.maxDelayMs, policy.delayMs * 2 ** Math.min(failedStarts, 30));
}

/** `100 ms`, `2.5 s`. */
export function describeDelay(delayMs: number): string {
  return delayMs < 1000 ? `${delayMs} ms` : `${Math.round(delayMs / 100) / 10} s`;
}

/** Resolves after the delay, or at once when `signal` fires. */
export function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      callOff();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const callOff = clock.after(delayMs, done);
    signal.addEventListener('abort', done, { once: true });
  });
}
