import { RuntimeError } from '@zedflow/core-protocol';
import { type CheckedOptionsOf, checkOptions, nearestName, optionsOf, snakeCaseName, unknownOption } from '@zedflow/runtime-api';
import type { FlowSpec, SpecSection } from '../flow-spec.js';
import type { FlowPlan } from './flow-plan.js';
import { planDeployment } from './plan-deployment.js';
import { planGateway } from './plan-gateway.js';

/** What planning takes from its surroundings. */
export interface PlanContext {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder of the default workspace. */
  readonly currentFolder: string;
}

/**
 * Checks a Flow as written and completes it. Pure: no file is read, nothing is started.
 *
 * @throws config_invalid, config_unsupported, flow_invalid; each names the option and where it was written.
 */
export function planFlow(spec: FlowSpec, context: PlanContext): FlowPlan {
  const { flow, gateway } = checkWith(spec.with);
  const gatewayValues = { ...gateway, ...checkOptions('gateway', spec.gateway.given, spec.gateway.place) };
  const name = assertName(flow.name ?? 'flow', spec.with.place('name'));
  const names = executorNames(spec.executors);
  const flowModules = modulesOf(spec.executors);
  const defaults = inheritedFrom(flow, gatewayValues);
  return {
    name,
    quiet: flow.quiet === true,
    gateway: planGateway({ ...pick(flow, ['max_message_bytes', 'expose_stacks']), ...gatewayValues }, spec, name, context.env),
    deployments: spec.executors.map((section, index) =>
      planDeployment({
        section,
        name: names[index] as string,
        before: index === 0 ? 'gateway' : (names[index - 1] as string),
        inherited: defaults,
        baseFolder: spec.baseFolder,
        flowModules,
        context,
      }),
    ),
  };
}

/** `with` holds options of the Flow and of its gateway. What both have is the Flow's. */
function checkWith({ given, place }: SpecSection): { flow: CheckedOptionsOf<'flow'>; gateway: CheckedOptionsOf<'gateway'> } {
  const [flowOptions, gatewayOptions] = [optionsOf('flow'), optionsOf('gateway')];
  const flow: Record<string, unknown> = {};
  const gateway: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(given)) {
    const name = snakeCaseName(key);
    if (flowOptions.has(name)) flow[key] = value;
    else if (gatewayOptions.has(name)) gateway[key] = value;
    else {
      const nearest = nearestName(key, [...flowOptions.keys(), ...gatewayOptions.keys()]);
      throw unknownOption(nearest !== undefined && gatewayOptions.has(nearest) ? 'gateway' : 'flow', key, place);
    }
  }
  return { flow: checkOptions('flow', flow, place), gateway: checkOptions('gateway', gateway, place) };
}

/** What Executors take over. How calls are sent is an option of the gateway in the YAML of Jina: both places count. */
function inheritedFrom(flow: CheckedOptionsOf<'flow'>, gateway: CheckedOptionsOf<'gateway'>): CheckedOptionsOf<'flow'> {
  return { ...flow, ...pick(gateway, ['retries', 'timeout_send']) };
}

function pick<Values extends object, Name extends keyof Values>(values: Values, names: readonly Name[]): Pick<Values, Name> {
  const given = names.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]);
  return Object.fromEntries(given) as Pick<Values, Name>;
}

/** Jina 3.34: Executors without a name are executor0, executor1, ... by their place in the Flow. */
function executorNames(executors: readonly SpecSection[]): string[] {
  const names: string[] = [];
  for (const [index, { given, place }] of executors.entries()) {
    const name = assertName(given['name'] ?? `executor${index}`, place('name'));
    if (name === 'gateway') throw new RuntimeError('flow_invalid', `${place('name')}: the name gateway is taken by the gateway itself`);
    if (names.includes(name)) {
      throw new RuntimeError('flow_invalid', `${place('name')}: two Executors are called ${name}; give each its own \`name\``, {
        details: { name },
      });
    }
    names.push(name);
  }
  return names;
}

/** The modules that Executors name: `py_modules`, also inside of inline YAML, and the file of `./file.ts#Class`. */
function modulesOf(executors: readonly SpecSection[]): string[] {
  const modules = new Set<string>();
  for (const { given } of executors) {
    const { uses } = given;
    const inline = typeof uses === 'object' && uses !== null ? (uses as Record<string, unknown>)['py_modules'] : undefined;
    for (const list of [given['py_modules'], given['pyModules'], inline]) {
      for (const module of Array.isArray(list) ? list : [list]) if (typeof module === 'string') modules.add(module);
    }
    const file = typeof uses === 'string' ? /^(\.{0,2}\/[^#\n]+)#/.exec(uses)?.[1] : undefined;
    if (file !== undefined) modules.add(file);
  }
  return [...modules];
}

function assertName(name: unknown, place: string): string {
  if (typeof name === 'string' && /^[A-Za-z][\w-]{0,62}$/.test(name)) return name;
  throw new RuntimeError(
    'config_invalid',
    `${place}: \`name\` expected a letter followed by at most 62 letters, digits, _ or -, got ${JSON.stringify(name)}`,
  );
}
