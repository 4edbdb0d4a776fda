import { createGateway, type Interceptor } from '@zedflow/gateway';
import { createDeploymentRouter, createGraphRouter, type DeploymentRouter } from '@zedflow/routing';
import type { FlowDescription, Logger, Metrics, Pea } from '@zedflow/runtime-api';
import type { FlowPlan } from '../plan/flow-plan.js';
import { gatewayOptions, toFlowAddress } from './gateway-options.js';
import { RunningFlow } from './running-flow.js';
import { stopPeas } from './start-peas.js';

export interface OpenFlowInput {
  readonly plan: FlowPlan;
  /** Ready, in the order of the Flow. */
  readonly peas: readonly Pea[];
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly interceptors: readonly Interceptor[];
  readonly signal: AbortSignal;
  readonly onStopped: () => void;
}

/** Puts routers and gateway before Peas that are ready. When the gateway cannot open its ports, the Peas are stopped. */
export async function openFlow(input: OpenFlowInput): Promise<RunningFlow> {
  const { plan, peas, logger, metrics, signal } = input;
  try {
    const routers = createRouters(plan, peas, { logger, metrics });
    const service = createGraphRouter({
      nodes: plan.deployments.map(({ name, needs }, index) => {
        const router = routers[index] as DeploymentRouter;
        return { name, needs, service: router, describe: () => describeRouter(router) };
      }),
    });
    const describe = () => describeFlow(plan, routers);
    const gateway = createGateway({
      ...(await gatewayOptions(plan.gateway)),
      service,
      describe,
      interceptors: input.interceptors,
      graceMs: Math.max(0, ...plan.deployments.map(({ timeoutCtrlMs }) => timeoutCtrlMs)),
      logger: logger.child({ name: plan.gateway.name }),
      metrics,
    });
    await gateway.start({ signal });
    return new RunningFlow({
      service,
      gateway,
      addresses: gateway.addresses.map((address) => toFlowAddress(address, plan.gateway.tls !== undefined)),
      peas,
      describe,
      closeRouters: () => {
        for (const router of routers) router.close();
      },
      graceMs: graceOf(plan),
      onStopped: input.onStopped,
    });
  } catch (error) {
    await stopPeas(peas, 0);
    throw error;
  }
}

function createRouters(plan: FlowPlan, peas: readonly Pea[], context: { logger: Logger; metrics: Metrics }): DeploymentRouter[] {
  return plan.deployments.map(({ name, retries, timeoutSendMs }) =>
    createDeploymentRouter({ ...context, name, retries, timeoutSendMs, replicas: peas.filter(({ spec }) => spec.deployment === name) }),
  );
}

function describeRouter(router: DeploymentRouter) {
  return router.replicas.find(({ description }) => description !== undefined)?.description;
}

function describeFlow(plan: FlowPlan, routers: readonly DeploymentRouter[]): FlowDescription {
  return {
    name: plan.name,
    nodes: routers.map((router) => {
      const description = describeRouter(router);
      return { name: router.name, executor: description?.executor ?? '', endpoints: description?.endpoints ?? [] };
    }),
  };
}

/** The longest that one of the Executors asks for; -1 = no limit. */
function graceOf(plan: FlowPlan): number {
  const graces = plan.deployments.map(({ timeoutCtrlMs }) => timeoutCtrlMs);
  return graces.some((graceMs) => graceMs < 0) ? -1 : Math.max(0, ...graces);
}
