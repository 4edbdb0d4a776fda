import { createGateway, type Interceptor } from '@zedflow/gateway';
import type { Logger, Metrics, Pea } from '@zedflow/runtime-api';
import type { FlowPlan } from '../plan/flow-plan.js';
import type { FlowGraph } from './flow-graph.js';
import { type gatewayOptions, toFlowAddress } from './gateway-options.js';
import { RunningFlow } from './running-flow.js';

export interface OpenFlowInput {
  readonly plan: FlowPlan;
  readonly gateway: Awaited<ReturnType<typeof gatewayOptions>>;
  readonly graph: FlowGraph;
  /** Ready, in the order of the Flow. */
  readonly peas: readonly Pea[];
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly interceptors: readonly Interceptor[];
  readonly signal: AbortSignal;
  readonly onStopped: () => void;
}

/** Opens the ports of the gateway before a graph whose Peas are ready. */
export async function openFlow(input: OpenFlowInput): Promise<RunningFlow> {
  const { plan, graph, peas, logger, metrics, signal } = input;
  const graceMs = graceOf(plan);
  const gateway = createGateway({
    ...input.gateway,
    service: graph.service,
    describe: () => graph.describe(),
    interceptors: input.interceptors,
    logger: logger.child({ name: plan.gateway.name }),
    metrics,
  });
  await gateway.start({ signal });
  return new RunningFlow({
    graph,
    gateway,
    addresses: gateway.addresses.map((address) => toFlowAddress(address, plan.gateway.tls !== undefined)),
    peas,
    graceMs,
    onStopped: input.onStopped,
  });
}

/** The longest that one of the Executors asks for. */
function graceOf(plan: FlowPlan): number {
  return Math.max(0, ...plan.deployments.map(({ timeoutCtrlMs }) => timeoutCtrlMs));
}
