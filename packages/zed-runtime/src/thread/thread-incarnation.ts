import { MessageChannel } from 'node:worker_threads';
import { connectInproc } from '@zedflow/links/inproc';
import type { ControlPort } from '@zedflow/links/zed';
import type { PeaSpec, RuntimeContext } from '@zedflow/runtime-api';
import type { Incarnation, IncarnationHooks, ReadyIncarnation } from '@zedflow/supervision';
import { startActor } from '../actor/actor-handle.js';
import { actorSpec } from '../actor/actor-task.js';
import { createSampleRecorder } from '../actor/forwarded-metrics.js';
import { openPeaPort } from '../control/open-pea-port.js';
import { PeaStatus } from '../control/pea-status.js';
import { type Listener, listen } from '../listener/listener.js';
import { opened } from '../listener/opened.js';
import type { ThreadPools } from './thread-pools.js';

/** Runs the Executor in a piscina thread of this process. */
export function spawnThread(pools: ThreadPools, spec: PeaSpec<'thread'>, context: RuntimeContext, hooks: IncarnationHooks): Incarnation {
  const { logger, metrics } = context;
  const linkOptions = { name: spec.name, maxMessageBytes: spec.maxMessageBytes, logger };
  const routerPorts = new MessageChannel();
  const link = connectInproc(routerPorts.port1, linkOptions);
  const listenerPorts = spec.listen === undefined ? undefined : new MessageChannel();
  const listenerLink = listenerPorts && connectInproc(listenerPorts.port1, linkOptions);
  let listener: Listener | undefined;
  const status = new PeaStatus(spec.name);
  let control: ControlPort | undefined;

  const actor = startActor({
    pool: pools.of(spec.deployment, spec.place.maxHeapMb),
    task: {
      spec: actorSpec(spec),
      inproc: listenerPorts === undefined ? [routerPorts.port2] : [routerPorts.port2, listenerPorts.port2],
      ...(spec.control && { load: status.load }),
      capture: true,
    },
    hooks,
    onMetrics: createSampleRecorder(metrics),
    // This thread holds no ZeroMQ socket, so it may end where it stands.
    onLastWords: () => actor.kill(),
  });

  const becomeReady = async (): Promise<ReadyIncarnation> => {
    if (spec.control !== undefined) control = await openPeaPort({ name: spec.name, control: spec.control, status, logger });
    status.description = await actor.ready;
    await opened(link);
    if (spec.listen !== undefined && listenerLink !== undefined) {
      hooks.onProgress('listening');
      await opened(listenerLink);
      listener = await listen({ link: listenerLink, spec, listen: spec.listen, logger });
    }
    status.state = 'ready';
    return { link, listenAddress: listener?.address, controlAddress: control?.address };
  };
  const ready = becomeReady();
  ready.catch(() => {});

  const afterEnd = async () => {
    // No hello comes any more, and a port whose other end never reached the thread does not tell that it closed.
    for (const waiting of [link, listenerLink]) if (waiting?.isReady === false) await waiting.close();
    // A listener that is about to open is closed when it has. A link that nobody got is nobody else's to close.
    await ready.catch(() => link.close());
    await listener?.close(0);
    control?.close();
    await listenerLink?.close();
  };
  const ended = actor.ended.then(async (end) => {
    await afterEnd();
    return end;
  });
  return {
    pid: process.pid,
    ready,
    ended,
    rungs: [
      { name: 'terminate', run: actor.stop },
      { name: 'abort', run: actor.kill },
    ],
    drain: async (graceMs) => {
      status.state = 'draining';
      await listener?.close(graceMs);
    },
  };
}
