import { RuntimeError } from '@zedflow/core-protocol';
import type { Clock, Logger, RestartPolicy } from '@zedflow/runtime-api';
import { describeDelay, pause, restartDelayMs } from './restart-delay.js';

/** What a restart is made of. */
export interface RestartOptions {
  readonly policy: RestartPolicy;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** One start; rejects when it failed and nothing of it is left. */
  readonly launch: () => Promise<void>;
  readonly waitFor: (what: string) => void;
}

/** Starts until one start succeeds. Rejects with the last failure when the policy gives up, or with the reason of `signal`. */
export async function restart({ policy, clock, logger, signal, launch, waitFor }: RestartOptions): Promise<void> {
  for (let failedStarts = 0; ; ) {
    const delayMs = restartDelayMs(policy, failedStarts);
    waitFor(`restart in ${describeDelay(delayMs)}`);
    await pause(clock, delayMs, signal);
    try {
      if (signal.aborted) throw signal.reason;
      await launch();
      return;
    } catch (thrown) {
      const error = RuntimeError.from(thrown, 'runtime_start_failed');
      if (signal.aborted) throw error;
      failedStarts++;
      logger.error('restart of a pea failed', { failedStarts, maxFailedStarts: policy.maxFailedStarts, err: error });
      if (failedStarts >= policy.maxFailedStarts) throw error;
    }
  }
}
