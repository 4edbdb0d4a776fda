import type { RestartPolicy } from '@zedflow/runtime-api';

/** Milliseconds before the next start, after `failedStarts` failed ones in a row. */
export function restartDelayMs(policy: Pick<RestartPolicy, 'delayMs' | 'maxDelayMs'>, failedStarts: number): number {
  return Math.min(policy.maxDelayMs, policy.delayMs * 2 ** Math.min(failedStarts, 30));
}
