import { isRuntimeError, RuntimeError } from '@zedflow/core-protocol';
import type { FlowPlan } from '../plan/flow-plan.js';

/** A wrong option that only an Executor's own thread could see (a class, a method that is not there), with where it was written. */
export function placedFailure(plan: Pick<FlowPlan, 'deployments'>, error: unknown): unknown {
  if (!isRuntimeError(error) || !error.code.startsWith('config_')) return error;
  const { pea, endpoint, method } = error.details as { pea?: string; endpoint?: string; method?: string };
  const deployment = plan.deployments.find(({ name }) => pea?.startsWith(`${name}/`));
  if (deployment === undefined) return error;
  const { place, requestsPlace, uses } = deployment;
  const isOfYaml = endpoint !== undefined && method !== undefined && uses.usesRequests[endpoint] === method;
  return new RuntimeError(error.code, `${isOfYaml ? requestsPlace : place}: ${error.rawMessage}`, {
    details: error.details,
    cause: error.cause,
  });
}
