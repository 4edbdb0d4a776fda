import { once } from 'node:events';
import { type MessagePort, threadId } from 'node:worker_threads';
import { encodeError, PROTOCOL_RANGE, RuntimeError } from '@zedflow/core-protocol';
import { createExecutorHost, type ExecutorHost } from '@zedflow/executor/host';
import { type Serving, serveInproc } from '@zedflow/links/inproc';
import type { CallService, PeaDescription } from '@zedflow/runtime-api';
import type { ActorCommand, Report } from './actor-messages.js';
import type { ActorSpec, ActorTask, ZedAddress } from './actor-task.js';
import { countedService } from './counted-service.js';
import { type Credits, creditShare } from './credit-share.js';
import { forwardedLogger } from './forwarded-logger.js';
import { forwardedMetrics } from './forwarded-metrics.js';
import { guardThread } from './last-words.js';
import { PEER_VERSIONS } from './peer-versions.js';
import { redirectStreams, writeToProcess } from './redirected-streams.js';
import { gatedReport } from './report-gate.js';

/** Milliseconds that answers which are already made get to leave when the actor is told to stop. */
const FLUSH_MS = 100;

/** The task that piscina runs for one Executor: it ends when the Executor is told to stop, or cannot start. */
export default async function runActor({ spec, port, reports, inproc, zed, load, capture }: ActorTask): Promise<void> {
  const report = gatedReport(port, reports);
  report({ type: 'spawned', threadId });
  // This thread's own copy: two Executors of one process may differ.
  Object.assign(process.env, spec.env);
  redirectStreams(capture ? (stream, bytes) => report({ type: 'output', stream, bytes }) : writeToProcess);
  guardThread(report);
  const stopped = stopCommand(port);

  const host = await loadExecutor(spec, report);
  if (host === undefined) return;
  report({ type: 'progress', what: 'connecting' });
  const options = servingOptions(spec, host, inproc.length + (zed === undefined ? 0 : 1));
  const service = load === undefined ? host : countedService(host, load);
  const servings: Serving[] = inproc.map((router) => serveInproc(router, service, options));
  if (zed !== undefined) servings.push(await connect(zed, service, options));
  report({ type: 'ready', description: options.description });

  await stopped;
  await Promise.all(servings.map((serving) => endServing(serving)));
  await host.close();
}

async function loadExecutor(spec: ActorSpec, report: Report): Promise<ExecutorHost | undefined> {
  const { name, deployment, workspace, shardId, replicaId, exposeStacks = false } = spec;
  try {
    return await createExecutorHost(spec.source, {
      name,
      deployment,
      workspace,
      shardId,
      replicaId,
      exposeStacks,
      logger: forwardedLogger(report),
      metrics: forwardedMetrics(report),
      onProgress: (what) => report({ type: 'progress', what }),
    });
  } catch (thrown) {
    report({ type: 'failed', error: encodeError(RuntimeError.from(thrown, 'executor_init_failed'), true) });
    return undefined;
  }
}

interface ServingOptions {
  readonly name: string;
  readonly description: PeaDescription;
  readonly credits: Credits;
  readonly maxMessageBytes: number;
}

function servingOptions(spec: ActorSpec, host: ExecutorHost, routers: number): ServingOptions {
  const description: PeaDescription = {
    pea: spec.name,
    executor: host.description.executor,
    endpoints: host.description.endpoints,
    protocol: PROTOCOL_RANGE,
    pid: process.pid,
    versions: PEER_VERSIONS,
  };
  return { name: spec.name, description, credits: creditShare(spec, routers), maxMessageBytes: spec.maxMessageBytes };
}

async function connect(zed: ZedAddress, service: CallService, options: ServingOptions): Promise<Serving> {
  const { serveZedData } = await import('@zedflow/links/zed');
  return serveZedData({ ...options, service, address: zed.dataAddress, token: zed.token });
}

async function stopCommand(port: MessagePort): Promise<void> {
  for (;;) {
    const [command] = (await once(port, 'message')) as [ActorCommand];
    if (command.type === 'stop') return;
  }
}

async function endServing(serving: Serving): Promise<void> {
  await serving.drain({ signal: AbortSignal.timeout(FLUSH_MS) }).catch(() => {});
  await serving.close();
}
