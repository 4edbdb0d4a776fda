import { RuntimeError } from '@zedflow/core-protocol';
import { resolveUses } from '@zedflow/executor/loader';
import type { ExecutorSource } from '@zedflow/runtime-api';
import type { DeploymentPlan } from '../plan/flow-plan.js';

/** Finds the user's class of a Deployment and compiles it; errors say where its `uses` was written. */
export async function resolveExecutorSource({ uses: { uses, ...options }, place }: DeploymentPlan): Promise<ExecutorSource> {
  try {
    return await resolveUses(uses as Parameters<typeof resolveUses>[0], options);
  } catch (error) {
    const known = RuntimeError.from(error, 'config_invalid');
    throw new RuntimeError(known.code, `${place}: ${known.rawMessage}`, { details: known.details, cause: known.cause ?? error });
  }
}
