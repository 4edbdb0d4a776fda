import { assertNoExecutorLoads } from '@zedflow/executor/internal';
import type { Interceptor } from '@zedflow/gateway';
import { type ExecutorSource, type Logger, type Metrics, NO_METRICS, type Pea, SILENT_LOGGER } from '@zedflow/runtime-api';
import { createZedRuntime } from '@zedflow/zed-runtime';
import type { FlowEvents } from '../flow-events.js';
import type { FlowSpec } from '../flow-spec.js';
import type { FlowPlan } from '../plan/flow-plan.js';
import { peaSpecsOf } from '../plan/pea-specs.js';
import { planFlow } from '../plan/plan-flow.js';
import { resolveExecutorSource } from './executor-sources.js';
import { createFlowGraph } from './flow-graph.js';
import { gatewayOptions } from './gateway-options.js';
import { followPeas } from './pea-progress.js';
import { placedFailure } from './placed-failure.js';
import { probePorts } from './probe-ports.js';
import type { RunningFlow } from './running-flow.js';
import { startPeas, stopPeas } from './start-peas.js';

/** What a Flow gives its start. */
export interface StartFlowOptions {
  readonly logger?: Logger;
  readonly metrics?: Metrics;
  readonly interceptors?: readonly Interceptor[];
  readonly events: FlowEvents;
  readonly signal: AbortSignal;
}

/** Plans, loads and starts a Flow: all of it, or nothing is left running. */
export async function startFlow(spec: FlowSpec, options: StartFlowOptions): Promise<RunningFlow> {
  assertNoExecutorLoads('Flow.start()');
  const { events, signal, metrics = NO_METRICS } = options;
  const plan = planFlow(spec, { env: process.env, currentFolder: process.cwd() });
  await probePorts(plan.gateway);
  const gateway = await gatewayOptions(plan.gateway);
  const logger = plan.quiet || options.logger === undefined ? SILENT_LOGGER : options.logger;
  const peas = await createPeas(plan, { logger, metrics });
  const graph = createFlowGraph(plan, peas, { logger, metrics });
  const unfollow = followPeas(peas, events, options.logger === undefined);
  try {
    const starting = startPeas(peas, signal);
    // The front is loaded while the children start, which leaves a core idle anyway.
    const front = import('./open-flow.js');
    front.catch(() => {});
    await starting;
    const { openFlow } = await front;
    const interceptors = options.interceptors ?? [];
    return await openFlow({ plan, gateway, graph, peas, logger, metrics, interceptors, signal, onStopped: unfollow });
  } catch (error) {
    graph.close();
    await stopPeas(peas, 0);
    unfollow();
    throw placedFailure(plan, error);
  }
}

async function createPeas(plan: FlowPlan, context: { logger: Logger; metrics: Metrics }): Promise<Pea[]> {
  const runtime = createZedRuntime();
  const sources = await Promise.all(plan.deployments.map(resolveExecutorSource));
  return plan.deployments.flatMap((deployment, index) =>
    peaSpecsOf(deployment, sources[index] as ExecutorSource, plan.quiet).map((spec) => runtime.createPea(spec, context)),
  );
}
