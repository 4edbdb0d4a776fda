import { type RuntimeError, WRITE_ENDPOINTS } from '@zedflow/core-protocol';
import { answeringEndpoint, type Replica } from '@zedflow/runtime-api';

/** How often a call is tried again: `retries` as given, or Jina's `max(3, replicas)` when negative (Jina 3.34). */
export function resolveRetries(retries: number, replicas: number): number {
  return retries < 0 ? Math.max(3, replicas) : retries;
}

/**
 * Whether a failed call may go to another replica: always when its handler certainly had not begun; else only when the
 * failure is of the passing kind and the endpoint does not write.
 */
export function mayRetry(error: RuntimeError, writes: () => boolean): boolean {
  const started = error.details['started'];
  if (started === false) return true;
  return (started === true || error.retryable) && !writes();
}

/** Whether the endpoint, or `/default` where that stands in for it, changes state. Asked only once a call has failed. */
export function isWriteEndpoint(endpoint: string, replicas: readonly Replica[]): boolean {
  if (WRITE_ENDPOINTS.has(endpoint)) return true;
  for (const { description } of replicas) {
    if (description !== undefined && answeringEndpoint(description.endpoints, endpoint)?.write) return true;
  }
  return false;
}
