import { RuntimeError } from '@zedflow/core-protocol';
import type { ExecutorSource } from '@zedflow/runtime-api';
import { collectEndpoints } from '../endpoint-table.js';
import type { Executor, ExecutorClass } from '../executor.js';
import { constructWith } from '../executor-setup.js';
import { isSchema } from '../schema/json-schema.js';
import { validate } from '../schema/validate.js';
import type { HostContext } from './host-contract.js';
import { createEndpoint } from './hosted-endpoint.js';
import { HostedExecutor, type OnHandlerError } from './hosted-executor.js';

/** What the host needs of a source once the class is at hand. */
export type HostedSource = Pick<ExecutorSource, 'with' | 'metas' | 'requests' | 'label'>;

/** Makes the Executor of a class that is loaded already, and runs its `init`. */
export async function hostExecutorClass(
  executorClass: ExecutorClass,
  source: HostedSource,
  context: HostContext,
  onHandlerError?: OnHandlerError,
): Promise<HostedExecutor> {
  const table = collectEndpoints(executorClass, source.requests);
  const options = await validateOptions(executorClass, source);
  const setup = { ...context, options, metas: source.metas, onProgress: (what: string) => context.onProgress(what) };
  context.onProgress('init');
  let executor: Executor<unknown>;
  try {
    executor = constructWith(setup, () => new executorClass(options));
    await executor.init();
  } catch (error) {
    throw initFailure(error, executorClass.name, source.label);
  }
  const endpoints = [...table.values()].map((binding) => createEndpoint(executor, executorClass.name, binding));
  return new HostedExecutor(executor, executorClass.name, endpoints, {
    exposeStacks: context.exposeStacks ?? false,
    ...(onHandlerError === undefined ? {} : { onHandlerError }),
  });
}

async function validateOptions(executorClass: ExecutorClass, source: HostedSource): Promise<unknown> {
  const schema = executorClass.options;
  if (schema === undefined) return source.with;
  if (!isSchema(schema)) {
    throw new RuntimeError(
      'config_invalid',
      `Executor ${executorClass.name}: \`static options\` must be a Standard Schema, such as zod's`,
      {
        details: { executor: executorClass.name },
      },
    );
  }
  return await validate(
    schema,
    source.with,
    'with',
    (issues) =>
      new RuntimeError('config_invalid', `Executor ${source.label}: its options are wrong: ${issues}`, {
        details: { executor: executorClass.name, issues },
      }),
  );
}

function initFailure(error: unknown, executor: string, label: string): RuntimeError {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new RuntimeError('executor_init_failed', `Executor ${label} failed in its constructor or init(): ${reason}`, {
    details: { executor, stack: error instanceof Error ? (error.stack ?? '') : '' },
    cause: error,
  });
}
