import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { decodeError, RuntimeError } from '@zedflow/core-protocol';
import { bindZed, type ZedBinding } from '@zedflow/links/zed';
import type { PeaSpec, RuntimeContext } from '@zedflow/runtime-api';
import type { Incarnation, IncarnationEnd, IncarnationHooks, ReadyIncarnation } from '@zedflow/supervision';
import { deferred, EndedEarly } from '@zedflow/supervision';
import { actorSpec } from '../actor/actor-task.js';
import { createSampleRecorder } from '../actor/forwarded-metrics.js';
import { type ChildExit, childExit } from './child-exit.js';
import type { ChildReady, ChildReport, ChildStart, ChildTerminate } from './child-messages.js';
import { childArguments, forkOptions } from './fork-options.js';

/** Entry of a child; always built JavaScript. */
const CHILD_MAIN = fileURLToPath(new URL('child-main.js', import.meta.url));

/** Runs the Executor in a piscina thread of a child process, behind a pair of zed sockets that only this incarnation uses. */
export function spawnProcess(spec: PeaSpec<'process'>, context: RuntimeContext, hooks: IncarnationHooks): Incarnation {
  const { logger, metrics } = context;
  const recordSamples = createSampleRecorder(metrics);
  const child = fork(CHILD_MAIN, childArguments(spec), forkOptions(spec.place, process.env));
  const childReady = deferred<ChildReady>();
  const accepting = new AbortController();
  let lastWords: IncarnationEnd | undefined;
  let binding: ZedBinding | undefined;

  child.stdout?.on('data', (chunk: Buffer) => hooks.onOutput('stdout', chunk));
  child.stderr?.on('data', (chunk: Buffer) => hooks.onOutput('stderr', chunk));
  child.on('message', (report: ChildReport) => {
    switch (report.type) {
      case 'progress':
        hooks.onProgress(report.what);
        break;
      case 'log':
        hooks.onLog(report.level, report.message, report.fields);
        break;
      case 'metrics':
        recordSamples(report.samples);
        break;
      case 'ready':
        childReady.resolve(report);
        break;
      case 'failed':
        childReady.reject(decodeError(report.error));
        break;
      case 'crashed':
        lastWords = { exitCode: 1, error: decodeError(report.error) };
        break;
      case 'exiting':
        lastWords = { exitCode: report.code };
        break;
    }
  });

  const becomeReady = async (): Promise<ReadyIncarnation> => {
    binding = await bindZed({ name: spec.name, maxMessageBytes: spec.maxMessageBytes, logger });
    const { dataAddress, controlAddress, token } = binding;
    const { listen, control, timeoutCtrlMs } = spec;
    const start: ChildStart = {
      type: 'start',
      spec: { ...actorSpec(spec), timeoutCtrlMs, ...(listen && { listen }), ...(control && { control }) },
      zed: { dataAddress, controlAddress, token },
    };
    // A child that is gone already is told by its exit.
    child.send(start, () => {});
    const [link, ready] = await Promise.all([binding.accept(accepting.signal), childReady.promise]);
    return { link, listenAddress: ready.listenAddress, controlAddress: ready.controlAddress };
  };
  const ready = becomeReady();
  ready.catch(() => {});

  const ended = childExit(child).then(async (exit) => {
    const end = lastWords ?? endOf(exit, spec.place.maxHeapMb);
    const early = new EndedEarly();
    childReady.reject(early);
    accepting.abort(early);
    await ready.catch(() => {});
    await binding?.close();
    return end;
  });

  const command = (name: string, body = {}, timeoutMs = spec.timeoutCtrlMs) =>
    binding?.control.request(name, body, { timeoutMs }).then(
      () => {},
      (err: unknown) => logger.debug('command was not answered', { command: name, err }),
    );
  return {
    pid: child.pid,
    ready,
    ended,
    drain: async (graceMs) => {
      if (spec.listen !== undefined || spec.control !== undefined) await command('drain', { graceMs }, graceMs + spec.timeoutCtrlMs);
    },
    rungs: [
      { name: 'terminate', run: () => void command('terminate') },
      // By another way, should the control socket be the trouble. Not SIGTERM: whose that is, a child cannot know.
      {
        name: 'terminate again',
        run: () => void (child.connected && child.send({ type: 'terminate' } satisfies ChildTerminate, () => {})),
      },
      { name: 'SIGKILL', run: () => void child.kill('SIGKILL') },
    ],
  };
}

function endOf({ exitCode, signal, spawnError }: ChildExit, maxHeapMb: number | undefined): IncarnationEnd {
  if (spawnError !== undefined) {
    const error = new RuntimeError('runtime_start_failed', `cannot start a process: ${spawnError.message}`, { cause: spawnError });
    return { error };
  }
  const end = { ...(exitCode === undefined ? {} : { exitCode }), ...(signal === undefined ? {} : { signal }) };
  // V8 traps when the heap of the main thread is full; a thread whose heap is full while it holds a socket aborts the process.
  if (signal !== 'SIGABRT' && signal !== 'SIGTRAP') return end;
  const limit = maxHeapMb === undefined ? "Node's default limit" : `limit ${maxHeapMb} MB`;
  return { ...end, error: new RuntimeError('executor_died', `out of memory (${limit}) or a crash in a native module`) };
}
