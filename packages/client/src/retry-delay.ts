/** When and how often a failed request is sent again. Source: the defaults of Jina 3.34's client. */
export interface RetryOptions {
  /** Attempts in all, the first included. Default 1: no retry. */
  readonly maxAttempts?: number;
  /** Milliseconds before the second attempt. Default 500. */
  readonly initialBackoffMs?: number;
  /** Longest wait in milliseconds. Default 2,000. */
  readonly maxBackoffMs?: number;
  /** Default 1.5. */
  readonly backoffMultiplier?: number;
}

/**
 * Milliseconds to wait after `failedAttempts` failures: exactly the initial backoff after the first,
 * then a random part of the grown one, so that many clients do not come back at the same moment.
 */
export function retryDelayMs(failedAttempts: number, options: RetryOptions, random: () => number = Math.random): number {
  const initial = options.initialBackoffMs ?? 500;
  const longest = options.maxBackoffMs ?? 2_000;
  if (failedAttempts <= 1) return Math.min(initial, longest);
  return random() * Math.min(initial * (options.backoffMultiplier ?? 1.5) ** (failedAttempts - 1), longest);
}
