import { RuntimeError } from '@zedflow/core-protocol';
import { declaredBindings } from './declared-bindings.js';
import type { EndpointOptions, RequestsTable } from './endpoint-options.js';
import type { ExecutorClass } from './executor.js';
import { nameHint } from './name-hint.js';
import { isSchema } from './schema/json-schema.js';

/** One endpoint and the method that answers it. */
export interface EndpointBinding {
  readonly endpoint: string;
  readonly method: string;
  readonly options: EndpointOptions;
}

const OPTION_NAMES = ['write', 'input', 'output', 'parameters', 'single', 'stream'];

/**
 * Joins what decorators and static tables of the class and its base classes say with the `requests` of the YAML.
 * A subclass wins over its base class and the YAML over both, endpoint by endpoint (as Jina 3.34 does); a method that is bound
 * again by the YAML keeps the options that the class gave it.
 *
 * @throws RuntimeError `config_invalid` for a wrong path, an unknown method, or one endpoint with two methods in one class.
 */
export function collectEndpoints(
  executorClass: ExecutorClass,
  yamlRequests: Readonly<Record<string, string>>,
): ReadonlyMap<string, EndpointBinding> {
  const table = new Map<string, EndpointBinding>();
  for (const owner of lineage(executorClass)) {
    const own = new Map<string, EndpointBinding>();
    for (const binding of ownBindings(owner)) {
      const other = own.get(binding.endpoint);
      if (other !== undefined && other.method !== binding.method) {
        throw badBinding(owner.name, binding, `is already bound to ${owner.name}.${other.method}; give each endpoint one method`);
      }
      own.set(binding.endpoint, binding);
    }
    for (const binding of own.values()) table.set(binding.endpoint, binding);
  }
  const byMethod = new Map([...table.values()].map((binding) => [binding.method, binding.options]));
  for (const [endpoint, method] of Object.entries(yamlRequests)) {
    table.set(endpoint, { endpoint, method, options: byMethod.get(method) ?? {} });
  }
  for (const binding of table.values()) assertBinding(executorClass, binding);
  return table;
}

/** The class and its base classes, the most basic first. */
function lineage(executorClass: ExecutorClass): ExecutorClass[] {
  const classes: ExecutorClass[] = [];
  let current: unknown = executorClass;
  while (typeof current === 'function' && current !== Function.prototype) {
    classes.unshift(current as ExecutorClass);
    current = Object.getPrototypeOf(current);
  }
  return classes;
}

function* ownBindings(owner: ExecutorClass): Generator<EndpointBinding> {
  for (const { method, on, options } of declaredBindings(owner)) {
    for (const endpoint of on) yield { endpoint, method, options };
  }
  const table: RequestsTable | undefined = Object.hasOwn(owner, 'requests') ? owner.requests : undefined;
  if (table === undefined) return;
  for (const [endpoint, entry] of Object.entries(table)) {
    if (typeof entry === 'string') {
      yield { endpoint, method: entry, options: {} };
    } else if (typeof entry === 'object' && entry !== null && typeof entry.method === 'string') {
      const { method, ...options } = entry;
      yield { endpoint, method, options };
    } else {
      throw new RuntimeError(
        'config_invalid',
        `${owner.name}.requests['${endpoint}'] must be a method's name or { method: 'name', ... }, got ${entry === null ? 'null' : typeof entry}`,
        { details: { executor: owner.name, endpoint } },
      );
    }
  }
}

function assertBinding(executorClass: ExecutorClass, binding: EndpointBinding): void {
  const { endpoint, method, options } = binding;
  const fail = (why: string) => badBinding(executorClass.name, binding, why);
  if (typeof endpoint !== 'string' || !/^\/\S*$/.test(endpoint)) {
    throw fail(`is not a path: an endpoint begins with a slash and has no blanks, such as '/index'`);
  }
  const handler = (executorClass.prototype as unknown as Record<string, unknown>)[method];
  if (typeof handler !== 'function' || method === 'constructor') {
    throw fail(`names a method that ${executorClass.name} does not have${nameHint(method, methodNames(executorClass))}`);
  }
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    if (!OPTION_NAMES.includes(name)) throw fail(`has an unknown option '${name}'; there are ${OPTION_NAMES.join(', ')}`);
    const isFlag = name === 'write' || name === 'single' || name === 'stream';
    if (isFlag && typeof value !== 'boolean') throw fail(`has '${name}' ${String(value)}; it must be true or false`);
    if (!isFlag && !isSchema(value)) throw fail(`has '${name}' that is no Standard Schema (zod 3.24 or newer, valibot, arktype, ...)`);
  }
}

function badBinding(executor: string, { endpoint, method }: EndpointBinding, why: string): RuntimeError {
  return new RuntimeError('config_invalid', `Executor ${executor}: endpoint '${endpoint}' of method '${method}' ${why}`, {
    details: { executor, endpoint, method },
  });
}

function methodNames(executorClass: ExecutorClass): string[] {
  const names: string[] = [];
  for (let owner = executorClass.prototype as object; owner !== Object.prototype && owner !== null; owner = Object.getPrototypeOf(owner)) {
    names.push(...Object.getOwnPropertyNames(owner).filter((name) => name !== 'constructor'));
  }
  return names;
}
