import { RuntimeError } from '@zedflow/core-protocol';
import { createGateway } from '@zedflow/gateway';
import { connectGrpc } from '@zedflow/jina-grpc';
import { createDeploymentRouter, createGraphRouter } from '@zedflow/routing';
import { checkOptions, type Link, type Logger, NO_METRICS, type OptionPlace, withDefaults } from '@zedflow/runtime-api';
import type { FlowAddress } from '../flow-events.js';
import { parseGraph } from '../plan/parse-graph.js';
import { planGateway } from '../plan/plan-gateway.js';
import { gatewayOptions, toFlowAddress } from './gateway-options.js';

/** Options of {@link serveGateway}. */
export interface ServeGatewayOptions {
  /** Options of the gateway as written, with `graph_description` and `deployments_addresses`. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly place: OptionPlace;
  readonly baseFolder: string;
  readonly logger: Logger;
  readonly signal?: AbortSignal;
}

/** A gateway that runs alone. */
export interface ServedGateway {
  readonly addresses: readonly FlowAddress[];
  stop(options?: { readonly graceMs?: number }): Promise<void>;
}

/** Serves a gateway before Executors that run elsewhere and speak Jina's gRPC. It does not wait for them: calls do. */
export async function serveGateway({ given, place, baseFolder, logger, signal }: ServeGatewayOptions): Promise<ServedGateway> {
  const checked = checkOptions('gateway', given, place);
  const { graph_description: graph, deployments_addresses: addresses, ...own } = withDefaults('gateway', checked, process.env);
  const nodes = parseGraph(graph, addresses, place);
  const plan = planGateway(own, { with: { given: {}, place }, gateway: { given: own, place }, baseFolder }, own.name, process.env);
  const links: Link[] = [];
  const routers = nodes.map(({ name, addresses: dialled }) => {
    const replicas = dialled.map((address) => connectGrpc(address, { name, logger, maxMessageBytes: plan.maxMessageBytes }));
    links.push(...replicas);
    return createDeploymentRouter({
      name,
      replicas,
      retries: own.retries,
      timeoutSendMs: own.timeout_send ?? -1,
      logger,
    });
  });
  const closeAll = async () => {
    for (const router of routers) router.close();
    await Promise.all(links.map((link) => link.close()));
  };
  const describeNode = (name: string) => links.find((link) => link.name === name)?.description;
  try {
    const gateway = createGateway({
      ...(await gatewayOptions(plan)),
      service: createGraphRouter({
        nodes: nodes.map(({ name, needs }, index) => ({
          name,
          needs,
          service: routers[index] as (typeof routers)[number],
          describe: () => describeNode(name),
        })),
      }),
      describe: () => ({
        name: plan.name,
        nodes: nodes.map(({ name }) => {
          const description = describeNode(name);
          return { name, executor: description?.executor ?? '', endpoints: description?.endpoints ?? [] };
        }),
      }),
      logger: logger.child({ name: plan.name }),
      metrics: NO_METRICS,
    });
    await gateway.start(signal === undefined ? {} : { signal });
    return {
      addresses: gateway.addresses.map((address) => toFlowAddress(address, plan.tls !== undefined)),
      async stop(options) {
        await gateway.stop(options);
        await closeAll();
      },
    };
  } catch (error) {
    await closeAll();
    throw RuntimeError.from(error);
  }
}
