import { MessageChannel } from 'node:worker_threads';
import { encodeError, type JsonObject, RuntimeError } from '@zedflow/core-protocol';
import { connectInproc } from '@zedflow/links/inproc';
import { connectZedControl, loadZeromq, type ZedControlConnection } from '@zedflow/links/zed';
import { SILENT_LOGGER } from '@zedflow/runtime-api';
import type { IncarnationEnd } from '@zedflow/supervision';
import { type ActorHandle, startActor } from '../actor/actor-handle.js';
import { forwardedLogger } from '../actor/forwarded-logger.js';
import { openPeaPort } from '../control/open-pea-port.js';
import { PeaStatus } from '../control/pea-status.js';
import { type Listener, listen } from '../listener/listener.js';
import { opened } from '../listener/opened.js';
import { ThreadPool } from '../thread/thread-pool.js';
import type { ChildReport, ChildStart } from './child-messages.js';
import { dieNow, type Lifeline } from './lifeline.js';
import { reportToParent } from './parent-reports.js';

/** Milliseconds for last words to reach the parent. */
const LAST_WORDS_MS = 200;

/** Runs one Executor in a thread of this process and tells the parent how it goes. Ends the process when it is over. */
export async function runChild({ spec, zed }: ChildStart, lifeline: Lifeline): Promise<void> {
  // An addon that a thread uses has to be loaded here first.
  await loadZeromq();
  const listenerPorts = spec.listen === undefined ? undefined : new MessageChannel();
  const listenerLink = listenerPorts && connectInproc(listenerPorts.port1, { name: spec.name, maxMessageBytes: spec.maxMessageBytes });
  let control: ZedControlConnection | undefined;
  let listener: Listener | undefined;
  let failed = false;
  const status = new PeaStatus(spec.name);
  let controlAddress: string | undefined;

  const actor: ActorHandle = startActor({
    pool: new ThreadPool({ inheritNodeOptions: true }),
    task: {
      spec,
      zed,
      inproc: listenerPorts === undefined ? [] : [listenerPorts.port2],
      ...(spec.control && { load: status.load }),
      capture: false,
    },
    hooks: {
      onProgress: (what) => reportToParent({ type: 'progress', what }),
      // Its streams are this process's.
      onOutput: () => {},
      onLog: (level, message, fields) => reportToParent({ type: 'log', level, message, fields }),
    },
    onMetrics: (samples) => reportToParent({ type: 'metrics', samples }),
    onLastWords: (end) => void sayLast(end),
  });
  lifeline.onEnd(actor.stop, spec.timeoutCtrlMs);
  void actor.ended.then(async (end) => {
    if (end.error !== undefined) await sayLast(end);
    await control?.close();
    // With no parent left to clear up behind it, it does so itself.
    if (!process.connected) dieNow();
    process.exit(failed ? 1 : (end.exitCode ?? 1));
  });

  const onCommand = async (command: string, body: JsonObject): Promise<JsonObject> => {
    switch (command) {
      case 'status':
        return status.toJson();
      case 'drain':
        status.state = 'draining';
        await listener?.close(Number(body['graceMs'] ?? 0));
        return {};
      case 'terminate':
        status.state = 'draining';
        // The answer goes first: the control socket closes with the process.
        setImmediate(lifeline.end);
        return {};
      default:
        throw new RuntimeError('unimplemented', `${spec.name} has no command ${command}; it has status, drain, terminate`);
    }
  };
  try {
    if (spec.control !== undefined) {
      const commands = { token: zed.token, run: onCommand };
      const port = await openPeaPort({ name: spec.name, control: spec.control, status, logger: forwardedLogger(reportToParent), commands });
      controlAddress = port.address;
    }
    const description = await actor.ready;
    status.description = description;
    if (spec.listen !== undefined && listenerLink !== undefined) {
      reportToParent({ type: 'progress', what: 'listening' });
      await opened(listenerLink);
      listener = await listen({ link: listenerLink, spec, listen: spec.listen, logger: forwardedLogger(reportToParent) });
    }
    control = await connectZedControl({
      address: zed.controlAddress,
      token: zed.token,
      description,
      onCommand,
      logger: SILENT_LOGGER,
    });
    status.state = 'ready';
    reportToParent({ type: 'ready', ...(listener && { listenAddress: listener.address }), ...(controlAddress && { controlAddress }) });
  } catch (thrown) {
    failed = true;
    reportToParent({ type: 'failed', error: encodeError(RuntimeError.from(thrown, 'runtime_start_failed'), true) });
    actor.stop();
  }
}

/** Tells the parent what ended the Executor, then ends the process: its thread cannot be ended alone. */
async function sayLast(end: IncarnationEnd): Promise<void> {
  setTimeout(dieNow, LAST_WORDS_MS);
  const message: ChildReport =
    end.error === undefined ? { type: 'exiting', code: end.exitCode ?? 0 } : { type: 'crashed', error: encodeError(end.error, true) };
  await new Promise<void>((resolve) => {
    if (!process.connected) resolve();
    else process.send?.(message, () => resolve());
  });
  dieNow();
}
