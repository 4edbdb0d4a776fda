import { join } from 'node:path';
import type { ExecutorSource, PeaSpec } from '@zedflow/runtime-api';
import type { DeploymentPlan } from './flow-plan.js';

/** One spec for each replica of a Deployment. */
export function peaSpecsOf(plan: DeploymentPlan, source: ExecutorSource, isFlowQuiet: boolean): PeaSpec[] {
  return Array.from({ length: plan.replicas }, (_, replicaId) => {
    const listen = plan.listen[replicaId];
    const control = plan.control[replicaId];
    return {
      name: `${plan.name}/rep-${replicaId}`,
      deployment: plan.name,
      // No shard: Jina 3.34 tells an Executor without shards 0.
      shardId: 0,
      replicaId,
      source,
      workspace: join(plan.workspace, String(replicaId)),
      place: plan.peaPlace,
      timeoutReadyMs: plan.timeoutReadyMs,
      timeoutCtrlMs: plan.timeoutCtrlMs,
      restart: plan.restart,
      maxInFlight: plan.maxInFlight,
      maxInFlightBytes: plan.maxInFlightBytes,
      maxMessageBytes: plan.maxMessageBytes,
      ...(listen === undefined ? {} : { listen }),
      ...(control === undefined ? {} : { control }),
      quiet: plan.quiet || isFlowQuiet,
      exposeStacks: plan.exposesStacks,
    };
  });
}
