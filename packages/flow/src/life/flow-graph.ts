import { isRuntimeError, RuntimeError } from '@zedflow/core-protocol';
import { createDeploymentRouter, createGraphRouter, type DeploymentRouter } from '@zedflow/routing';
import type { CallService, FlowDescription, Logger, Metrics, Pea } from '@zedflow/runtime-api';
import type { FlowPlan } from '../plan/flow-plan.js';

/** The routers of a Flow: one for each Deployment, and the graph over them. */
export interface FlowGraph {
  readonly service: CallService;
  describe(): FlowDescription;
  /** Refuses what waits and every later call. */
  close(): void;
}

/**
 * Puts routers before the Peas of a Flow, which need not be started yet.
 *
 * @throws flow_invalid for a graph that can never run, config_unsupported for one that this version cannot run.
 */
export function createFlowGraph(plan: FlowPlan, peas: readonly Pea[], context: { logger: Logger; metrics: Metrics }): FlowGraph {
  const routers = plan.deployments.map(({ name, retries, timeoutSendMs }) =>
    createDeploymentRouter({ ...context, name, retries, timeoutSendMs, replicas: peas.filter(({ spec }) => spec.deployment === name) }),
  );
  const nodes = plan.deployments.map(({ name, needs }, index) => {
    const router = routers[index] as DeploymentRouter;
    return { name, needs, service: router, describe: () => describeRouter(router) };
  });
  const service = placed(plan, () => createGraphRouter({ nodes }));
  return {
    service,
    describe: () => ({
      name: plan.name,
      nodes: routers.map((router) => {
        const description = describeRouter(router);
        return { name: router.name, executor: description?.executor ?? '', endpoints: description?.endpoints ?? [] };
      }),
    }),
    close() {
      for (const router of routers) router.close();
    },
  };
}

/** An error of the graph with the place of the `needs` that makes the edge it names. */
function placed<T>(plan: FlowPlan, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!isRuntimeError(error)) throw error;
    const { edge, edges } = error.details as { edge?: string; edges?: readonly string[] };
    const name = (edge ?? edges?.at(-1))?.split(' -> ').at(-1);
    const place = plan.deployments.find((deployment) => deployment.name === name)?.needsPlace;
    if (place === undefined) throw error;
    throw new RuntimeError(error.code, `${place}: ${error.rawMessage}`, { details: error.details, cause: error });
  }
}

/** What one replica tells holds for all. */
function describeRouter(router: DeploymentRouter) {
  return router.replicas.find(({ description }) => description !== undefined)?.description;
}
