import { assertNoExecutorLoads } from '@zedflow/executor/internal';
import { type Logger, NO_METRICS, type OptionPlace, type PeaDescription, type PeaEvent } from '@zedflow/runtime-api';
import { createWorkerRuntime } from '@zedflow/zed-runtime';
import { peaSpecsOf } from '../plan/pea-specs.js';
import { planDeployment } from '../plan/plan-deployment.js';
import { resolveExecutorSource } from './executor-sources.js';

/** Options of {@link serveExecutor}. */
export interface ServeExecutorOptions {
  /** Options of the Executor as written. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly place: OptionPlace;
  readonly baseFolder: string;
  readonly logger: Logger;
  readonly signal?: AbortSignal;
  readonly onEvent: (event: PeaEvent, name: string) => void;
}

/** An Executor that is served alone. */
export interface ServedExecutor {
  readonly name: string;
  /** `grpc://host:port` that it listens on. */
  readonly address: string;
  /** `tcp://host:port` of its control port, when it has one. */
  readonly controlAddress: string | undefined;
  readonly description: PeaDescription | undefined;
  /** Settles when it ended by itself and is not started again. */
  readonly ended: Promise<void>;
  stop(options?: { readonly graceMs?: number }): Promise<void>;
}

/** Serves one Executor alone on gRPC in Jina's wire: without a Flow, for gateways that run elsewhere. */
export async function serveExecutor(options: ServeExecutorOptions): Promise<ServedExecutor> {
  assertNoExecutorLoads('zedflow executor');
  const { given, place, baseFolder, logger, signal } = options;
  const name = typeof given['name'] === 'string' ? given['name'] : 'executor';
  const context = { env: process.env, currentFolder: process.cwd() };
  const section = { given: { port: 0, ...given }, place };
  const plan = planDeployment({ section, name, before: 'gateway', inherited: {}, baseFolder, flowModules: [], context });
  const [spec] = peaSpecsOf(plan, await resolveExecutorSource(plan), plan.quiet);
  const runtime = createWorkerRuntime();
  const pea = runtime.createPea(spec as NonNullable<typeof spec>, { logger, metrics: NO_METRICS });
  const ended = new Promise<void>((resolve) => {
    pea.onEvent((event) => {
      options.onEvent(event, pea.name);
      if (event.type === 'state' && (event.state === 'failed' || event.state === 'stopped')) resolve();
    });
  });
  try {
    await pea.start(signal === undefined ? {} : { signal });
  } catch (error) {
    await pea.stop({ graceMs: 0 });
    throw error;
  }
  return {
    name,
    address: pea.listenAddress ?? '',
    controlAddress: pea.controlAddress,
    description: pea.description,
    ended,
    stop: (stopOptions) => pea.stop(stopOptions),
  };
}
