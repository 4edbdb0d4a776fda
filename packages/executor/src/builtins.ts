import { RuntimeError } from '@zedflow/core-protocol';
import { Executor, type ExecutorClass } from './executor.js';
import { nameHint } from './name-hint.js';

/** Hands every document on as it came. What `uses` means when it is not given. */
export class BaseExecutor extends Executor {}

const BUILTINS: Readonly<Record<string, ExecutorClass>> = { BaseExecutor, _pass: BaseExecutor };

/** Whether `name` is that of an Executor that comes with Zedflow. */
export function isBuiltin(name: string): boolean {
  return Object.hasOwn(BUILTINS, name);
}

/**
 * The builtin of this name.
 *
 * @throws RuntimeError `config_unsupported` for a name with a leading underscore, which only builtins have; else `config_not_found`.
 */
export function builtinClass(name: string): ExecutorClass {
  const found = Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : undefined;
  if (found !== undefined) return found;
  const known = Object.keys(BUILTINS);
  throw new RuntimeError(
    name.startsWith('_') ? 'config_unsupported' : 'config_not_found',
    `There is no builtin Executor '${name}'${nameHint(name, known)}`,
    { details: { name, builtins: known } },
  );
}
