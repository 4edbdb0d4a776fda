import { resolve } from 'node:path';
import { RuntimeError } from '@zedflow/core-protocol';
import { type CheckedOptionsOf, checkOptions, inheritedOptions, type ResolvedOptionsOf, withDefaults } from '@zedflow/runtime-api';
import type { SpecSection } from '../flow-spec.js';
import type { DeploymentPlan } from './flow-plan.js';
import type { PlanContext } from './plan-flow.js';
import { planPlace } from './plan-place.js';
import { planRestart } from './plan-restart.js';
import { assertRuntimeClass, assertUsesScheme } from './runtime-class.js';

export interface DeploymentInput {
  readonly section: SpecSection;
  readonly name: string;
  /** The node before it, which it needs when it does not say. */
  readonly before: string;
  /** Options of the Flow. */
  readonly inherited: CheckedOptionsOf<'flow'>;
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
  const values = withDefaults('executor', { ...inheritedOptions(inherited), ...own }, context.env);
  assertRuntimeClass(values.runtime_cls, place('runtime_cls'));
  const uses = isClass ? usesGiven : values.uses;
  if (typeof uses === 'string') assertUsesScheme(uses, place('uses'));
  const { replicas } = values;
  return {
    name,
    needs: own.needs ?? [before],
    uses: {
      uses,
      usesWith: values.uses_with ?? {},
      usesMetas: values.uses_metas ?? {},
      usesRequests: values.uses_requests ?? {},
      pyModules: values.py_modules ?? [],
      flowModules,
      baseFolder,
    },
    place: place('uses'),
    requestsPlace: place('uses_requests'),
    needsPlace: place('needs'),
    peaPlace: planPlace({ ...values, env: { ...inherited.env, ...own.env } }, place),
    replicas,
    workspace: workspaceOf(values.workspace, name, baseFolder, context.currentFolder),
    quiet: values.quiet,
    exposesStacks: values.expose_stacks,
    timeoutReadyMs: values.timeout_ready,
    timeoutCtrlMs: controlMs(values.timeout_ctrl),
    timeoutSendMs: values.timeout_send ?? -1,
    retries: values.retries,
    restart: planRestart(values.restart, place('restart')),
    maxInFlight: values.max_in_flight,
    maxInFlightBytes: values.max_in_flight_bytes,
    maxMessageBytes: values.max_message_bytes,
    listen: planPorts({ port: 'port', host: 'host_in', unsetHost: '0.0.0.0' }, values, replicas, place),
    control: planPorts({ port: 'port_ctrl', host: 'host_ctrl', unsetHost: '127.0.0.1' }, values, replicas, place),
  };
}

/** `<workspace>/<executor>`; each replica has its own folder below, made when the Executor asks for it. */
function workspaceOf(workspace: string | undefined, name: string, baseFolder: string, currentFolder: string): string {
  return resolve(workspace === undefined ? resolve(currentFolder, 'workspace') : resolve(baseFolder, workspace), name);
}

interface PortOptions {
  readonly port: 'port' | 'port_ctrl';
  readonly host: 'host_in' | 'host_ctrl';
  /** Default of `host`: it asks for nothing. */
  readonly unsetHost: string;
}

/** An address for each replica, or none at all. */
function planPorts(
  { port, host, unsetHost }: PortOptions,
  values: ResolvedOptionsOf<'executor'>,
  replicas: number,
  place: (key: string) => string,
): DeploymentPlan['listen'] {
  const ports = values[port];
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
  return Array.from({ length: replicas }, (_, index) => ({ host: values[host], port: ports[index] ?? 0 }));
}

// Twelve days; two of it are still a delay that a timer takes.
const LONGEST_CONTROL_MS = 2 ** 30 - 1;

/** Steps of a stop are timers that add up: "for ever" is the longest of them. */
function controlMs(timeoutMs: number): number {
  return timeoutMs < 0 ? LONGEST_CONTROL_MS : timeoutMs;
}
