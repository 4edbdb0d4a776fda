import { readFile } from 'node:fs/promises';
import { RuntimeError } from '@zedflow/core-protocol';
import { createGateway, type GatewayListener, type GatewayTls, type Interceptor } from '@zedflow/gateway';
import { createDeploymentRouter, createGraphRouter, type DeploymentRouter } from '@zedflow/routing';
import type { FlowDescription, Logger, Metrics, Pea } from '@zedflow/runtime-api';
import type { FlowAddress } from '../flow-events.js';
import type { FlowPlan, GatewayPlan } from '../plan/flow-plan.js';
import { RunningFlow } from './running-flow.js';
import { stopPeas } from './start-peas.js';

export interface OpenFlowInput {
  readonly plan: FlowPlan;
  /** Ready, in the order of the Flow. */
  readonly peas: readonly Pea[];
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly interceptors: readonly Interceptor[];
  readonly signal: AbortSignal;
  readonly onStopped: () => void;
}

/** Puts routers and gateway before Peas that are ready. When the gateway cannot open its ports, the Peas are stopped. */
export async function openFlow(input: OpenFlowInput): Promise<RunningFlow> {
  const { plan, peas, logger, metrics, signal } = input;
  try {
    const routers = createRouters(plan, peas, { logger, metrics });
    const service = createGraphRouter({
      nodes: plan.deployments.map(({ name, needs }, index) => {
        const router = routers[index] as DeploymentRouter;
        return { name, needs, service: router, describe: () => describeRouter(router) };
      }),
    });
    const describe = () => describeFlow(plan, routers);
    const gateway = createGateway({
      ...(await gatewayOptions(plan.gateway)),
      service,
      describe,
      interceptors: input.interceptors,
      graceMs: Math.max(0, ...plan.deployments.map(({ timeoutCtrlMs }) => timeoutCtrlMs)),
      logger: logger.child({ name: plan.gateway.name }),
      metrics,
    });
    await gateway.start({ signal });
    return new RunningFlow({
      service,
      gateway,
      addresses: gateway.addresses.map((address) => toFlowAddress(address, plan.gateway.tls !== undefined)),
      peas,
      describe,
      closeRouters: () => {
        for (const router of routers) router.close();
      },
      graceMs: graceOf(plan),
      onStopped: input.onStopped,
    });
  } catch (error) {
    await stopPeas(peas, 0);
    throw error;
  }
}

function createRouters(plan: FlowPlan, peas: readonly Pea[], context: { logger: Logger; metrics: Metrics }): DeploymentRouter[] {
  return plan.deployments.map(({ name, retries, timeoutSendMs }) =>
    createDeploymentRouter({ ...context, name, retries, timeoutSendMs, replicas: peas.filter(({ spec }) => spec.deployment === name) }),
  );
}

function describeRouter(router: DeploymentRouter) {
  return router.replicas.find(({ description }) => description !== undefined)?.description;
}

function describeFlow(plan: FlowPlan, routers: readonly DeploymentRouter[]): FlowDescription {
  return {
    name: plan.name,
    nodes: routers.map((router) => {
      const description = describeRouter(router);
      return { name: router.name, executor: description?.executor ?? '', endpoints: description?.endpoints ?? [] };
    }),
  };
}

/** The longest that one of the Executors asks for; -1 = no limit. */
function graceOf(plan: FlowPlan): number {
  const graces = plan.deployments.map(({ timeoutCtrlMs }) => timeoutCtrlMs);
  return graces.some((graceMs) => graceMs < 0) ? -1 : Math.max(0, ...graces);
}

async function gatewayOptions(plan: GatewayPlan) {
  const tls = await readTls(plan);
  return {
    listeners: plan.listeners.map((listener): GatewayListener => (tls === undefined ? listener : { ...listener, tls })),
    docarray: plan.docarray,
    maxMessageBytes: plan.maxMessageBytes,
    // 0 asks for no limit.
    maxInFlight: plan.prefetch === 0 ? Number.MAX_SAFE_INTEGER : plan.prefetch,
    cors: plan.hasCors,
    title: plan.title,
    ...(plan.description === undefined ? {} : { description: plan.description }),
    noDebugEndpoints: !plan.hasDebugEndpoints,
    noCrudEndpoints: !plan.hasCrudEndpoints,
    ...(plan.exposeEndpoints === undefined ? {} : { exposeEndpoints: plan.exposeEndpoints }),
    slowCallMs: plan.slowCallMs,
    exposeStacks: plan.exposesStacks,
  };
}

async function readTls({ tls }: GatewayPlan): Promise<GatewayTls | undefined> {
  if (tls === undefined) return undefined;
  const [cert, key] = await Promise.all([readPem('ssl_certfile', tls.certFile), readPem('ssl_keyfile', tls.keyFile)]);
  return { cert, key };
}

async function readPem(option: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new RuntimeError('config_not_found', `\`${option}\`: ${file} cannot be read: ${(error as Error).message}`, {
      details: { option, file },
      cause: error,
    });
  }
}

const SCHEMES = { grpc: 'grpc', http: 'http', websocket: 'ws' } as const;

function toFlowAddress(address: { protocol: FlowAddress['protocol']; host: string; port: number }, tls: boolean): FlowAddress {
  const { protocol, host, port } = address;
  // A wildcard is for listening; a client dials the loopback address.
  const dialled = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return { protocol, host, port, tls, url: `${SCHEMES[protocol]}${tls ? 's' : ''}://${dialled}:${port}` };
}
