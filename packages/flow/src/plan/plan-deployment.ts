import { resolve } from 'node:path';
import { type JsonObject, RuntimeError } from '@zedflow/core-protocol';
import { checkOptions, inheritedOptionNames, type OptionValues, type RuntimeBackend, withDefaults } from '@zedflow/runtime-api';
import type { SpecSection } from '../flow-spec.js';
import type { DeploymentPlan } from './flow-plan.js';
import type { PlanContext } from './plan-flow.js';
import { planRestart } from './plan-restart.js';
import { assertRuntimeClass, assertUsesScheme } from './runtime-class.js';

export interface DeploymentInput {
  readonly section: SpecSection;
  readonly name: string;
  /** The node before it, which it needs when it does not say. */
  readonly before: string;
  /** Options of the Flow. */
  readonly inherited: OptionValues;
  readonly baseFolder: string;
  readonly flowModules: readonly string[];
  readonly context: PlanContext;
}

/** Completes one entry of `executors`: own options, else the Flow's, else environment and defaults. */
export function planDeployment({ section, name, before, inherited, baseFolder, flowModules, context }: DeploymentInput): DeploymentPlan {
  const { place } = section;
  const { uses: usesGiven, ...rest } = section.given;
  // A class or an object of code is taken as it is; the loader says what is wrong with it.
  const isClass = typeof usesGiven === 'function';
  const own = checkOptions('executor', isClass ? rest : section.given, place);
  const values = withDefaults('executor', { ...inheritable(inherited), ...own }, context.env);
  assertRuntimeClass(values['runtime_cls'] as string, place('runtime_cls'));
  const uses = isClass ? usesGiven : values['uses'];
  if (typeof uses === 'string') assertUsesScheme(uses, place('uses'));
  const backend = values['runtime_backend'] as RuntimeBackend;
  const replicas = values['replicas'] as number;
  assertProcessOnly(backend, values, place);
  const inspect = values['node_inspect'] as string | undefined;
  if (inspect !== undefined && replicas > 1) {
    throw new RuntimeError('config_invalid', `${place('node_inspect')}: \`node_inspect\` works with one replica, got ${replicas}`);
  }
  const maxHeapMb = values['max_heap_mb'] as number | undefined;
  return {
    name,
    needs: (own['needs'] as readonly string[] | undefined) ?? [before],
    uses: {
      uses,
      usesWith: (values['uses_with'] ?? {}) as JsonObject,
      usesMetas: (values['uses_metas'] ?? {}) as JsonObject,
      usesRequests: (values['uses_requests'] ?? {}) as Record<string, string>,
      pyModules: (values['py_modules'] ?? []) as string[],
      flowModules,
      baseFolder,
    },
    place: place('uses'),
    requestsPlace: place('uses_requests'),
    needsPlace: place('needs'),
    backend,
    replicas,
    workspace: workspaceOf(values['workspace'] as string | undefined, name, baseFolder, context.currentFolder),
    env: planEnv({ ...(inherited['env'] as object | undefined), ...(own['env'] as object | undefined) }, place('env')),
    quiet: values['quiet'] as boolean,
    exposesStacks: values['expose_stacks'] as boolean,
    timeoutReadyMs: values['timeout_ready'] as number,
    timeoutCtrlMs: controlMs(values['timeout_ctrl'] as number),
    timeoutSendMs: (values['timeout_send'] as number | undefined) ?? -1,
    retries: values['retries'] as number,
    restart: planRestart(values['restart'], place('restart')),
    maxInFlight: values['max_in_flight'] as number,
    maxInFlightBytes: values['max_in_flight_bytes'] as number,
    maxMessageBytes: values['max_message_bytes'] as number,
    ...(maxHeapMb === undefined ? {} : { maxHeapMb }),
    nodeOptions: (values['node_options'] ?? []) as string[],
    ...(inspect === undefined ? {} : { inspect }),
    listen: planPorts({ port: 'port', host: 'host_in', unsetHost: '0.0.0.0' }, values, replicas, place),
    control: planPorts({ port: 'port_ctrl', host: 'host_ctrl', unsetHost: '127.0.0.1' }, values, replicas, place),
  };
}

function inheritable(flow: OptionValues): OptionValues {
  const names = inheritedOptionNames();
  return Object.fromEntries(Object.entries(flow).filter(([name]) => names.includes(name)));
}

/** `<workspace>/<executor>`; each replica has its own folder below, made when the Executor asks for it. */
function workspaceOf(workspace: string | undefined, name: string, baseFolder: string, currentFolder: string): string {
  return resolve(workspace === undefined ? resolve(currentFolder, 'workspace') : resolve(baseFolder, workspace), name);
}

/** What no process can be given is told here, by its name. */
function planEnv(env: Readonly<Record<string, string>>, place: string): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(env)) {
    if (name !== '' && !/[=\0]/.test(name) && !value.includes('\0')) continue;
    throw new RuntimeError(
      'config_invalid',
      `${place}: \`env\` has ${JSON.stringify(name)}: a name may not be empty nor have =, and neither it nor its value NUL`,
      {
        details: { option: 'env', name },
      },
    );
  }
  return env;
}

function assertProcessOnly(backend: RuntimeBackend, values: OptionValues, place: (key: string) => string): void {
  if (backend === 'PROCESS') return;
  for (const option of ['node_options', 'node_inspect']) {
    if (values[option] === undefined) continue;
    throw new RuntimeError(
      'config_unsupported',
      `${place(option)}: \`${option}\` needs \`runtime_backend: PROCESS\`, this Executor has THREAD`,
      {
        details: { option },
      },
    );
  }
}

interface PortOptions {
  readonly port: string;
  readonly host: string;
  /** Default of `host`: it asks for nothing. */
  readonly unsetHost: string;
}

/** An address for each replica, or none at all. */
function planPorts(
  { port, host, unsetHost }: PortOptions,
  values: OptionValues,
  replicas: number,
  place: (key: string) => string,
): DeploymentPlan['listen'] {
  const ports = values[port] as readonly number[] | undefined;
  if (ports === undefined) {
    // The default asks for nothing; another address without a port would have no effect.
    if (values[host] === unsetHost) return [];
    throw new RuntimeError('config_invalid', `${place(host)}: \`${host}\` needs \`${port}\` beside it: without one, a Pea does not listen`);
  }
  const isAnyFree = ports.length === 1 && ports[0] === 0;
  if (!isAnyFree && ports.length !== replicas) {
    throw new RuntimeError(
      'config_invalid',
      `${place(port)}: ${replicas} replicas but ${ports.length} \`${port}\`: give one for each, or 0 for any free ones`,
    );
  }
  return Array.from({ length: replicas }, (_, index) => ({ host: values[host] as string, port: ports[index] ?? 0 }));
}

// Twelve days; two of it are still a delay that a timer takes.
const LONGEST_CONTROL_MS = 2 ** 30 - 1;

/** Steps of a stop are timers that add up: "for ever" is the longest of them. */
function controlMs(timeoutMs: number): number {
  return timeoutMs < 0 ? LONGEST_CONTROL_MS : timeoutMs;
}
