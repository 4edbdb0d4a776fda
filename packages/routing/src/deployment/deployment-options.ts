import {
  assertInteger,
  type Clock,
  type Logger,
  type Metrics,
  NO_METRICS,
  type Replica,
  SILENT_LOGGER,
  SYSTEM_CLOCK,
} from '@zedflow/runtime-api';
import { LeastLoaded } from './least-loaded.js';
import type { PickPolicy } from './pick-policy.js';
import { isWriteEndpoint } from './retry-rule.js';

/** Options of {@link createDeploymentRouter}. */
export interface DeploymentRouterOptions {
  /** Name of the Deployment, for errors, logs and metrics. */
  readonly name: string;
  /** The replicas to begin with; `add` and `remove` change them later. */
  readonly replicas: readonly Replica[];
  /** How often a failed call is tried again; negative = `max(3, replicas)`. Default -1 (Jina 3.34). */
  readonly retries?: number;
  /** Milliseconds for each attempt (for a stream: until its first item); negative = none. Default -1 (Jina 3.34). */
  readonly timeoutSendMs?: number;
  /** Whether a call to the endpoint changes state. Default: as the replicas describe it; `/index`, `/update`, `/delete` always do. */
  readonly isWrite?: (endpoint: string) => boolean;
  /** Which replica gets a call. Default: the one with the fewest calls in flight. */
  readonly policy?: PickPolicy;
  /** Calls that may wait for a replica; one more is refused with `resource_exhausted`. Default 1000. */
  readonly maxWaiting?: number;
  /** Milliseconds that a call waits while no replica is ready, if its deadline is not sooner. Default 10,000. */
  readonly maxUnreadyMs?: number;
  readonly clock?: Clock;
  readonly logger?: Logger;
  readonly metrics?: Metrics;
}

export interface ResolvedDeploymentRouterOptions extends Required<Omit<DeploymentRouterOptions, 'isWrite'>> {
  readonly isWrite: (endpoint: string, replicas: readonly Replica[]) => boolean;
}

export function resolveDeploymentRouterOptions(options: DeploymentRouterOptions): ResolvedDeploymentRouterOptions {
  const { isWrite, retries = -1, timeoutSendMs = -1, maxWaiting = 1000, maxUnreadyMs = 10_000 } = options;
  assertInteger('retries', retries, Number.MIN_SAFE_INTEGER);
  assertInteger('timeoutSendMs', timeoutSendMs, Number.MIN_SAFE_INTEGER);
  assertInteger('maxWaiting', maxWaiting, 0);
  assertInteger('maxUnreadyMs', maxUnreadyMs, 0);
  return {
    name: options.name,
    replicas: options.replicas,
    retries,
    timeoutSendMs,
    isWrite: isWrite ? (endpoint, replicas) => isWrite(endpoint) || isWriteEndpoint(endpoint, replicas) : isWriteEndpoint,
    policy: options.policy ?? new LeastLoaded(),
    maxWaiting,
    maxUnreadyMs,
    clock: options.clock ?? SYSTEM_CLOCK,
    logger: options.logger ?? SILENT_LOGGER,
    metrics: options.metrics ?? NO_METRICS,
  };
}
