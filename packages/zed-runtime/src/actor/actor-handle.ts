import { MessageChannel, receiveMessageOnPort, type Worker } from 'node:worker_threads';
import { decodeError, RuntimeError } from '@zedflow/core-protocol';
import type { PeaDescription } from '@zedflow/runtime-api';
import type { IncarnationEnd, IncarnationHooks } from '@zedflow/supervision';
import { deferred, EndedEarly } from '@zedflow/supervision';
import type { ThreadPool } from '../thread/thread-pool.js';
import type { ActorCommand, ActorReport } from './actor-messages.js';
import type { ActorTask } from './actor-task.js';
import type { MetricSample } from './metric-sample.js';
import { countRead, createReportCount } from './report-gate.js';

export interface ActorHandleOptions {
  readonly pool: ThreadPool;
  readonly task: Omit<ActorTask, 'port' | 'reports'>;
  readonly hooks: IncarnationHooks;
  readonly onMetrics: (samples: readonly MetricSample[]) => void;
  /** User code exited or threw where nobody catches; the thread stands still and waits for its end. */
  readonly onLastWords: (end: IncarnationEnd) => void;
}

/** An actor seen from the thread that started it: the same for THREAD Peas and inside a child process. */
export interface ActorHandle {
  /** Rejects with why the Executor cannot be loaded or initialised, or with `EndedEarly`. */
  readonly ready: Promise<PeaDescription>;
  /** Resolves when its thread is gone. Never rejects. */
  readonly ended: Promise<IncarnationEnd>;
  /** Asks it to close the Executor and return. */
  readonly stop: () => void;
  /** Ends its thread by force. Never one that holds a ZeroMQ socket: that aborts the process. */
  readonly kill: () => void;
}

/** Runs an actor as a long task of `pool`. */
export function startActor(options: ActorHandleOptions): ActorHandle {
  const { pool, task, hooks } = options;
  const { port1: port, port2 } = new MessageChannel();
  const reports = createReportCount();
  const abort = new AbortController();
  const ready = deferred<PeaDescription>();
  const run = pool.run({ ...task, port: port2, reports }, abort.signal);
  let worker: Worker | undefined;
  let threadId: number | undefined;
  let lastWords: IncarnationEnd | undefined;

  const saidLast = (end: IncarnationEnd) => {
    lastWords = end;
    options.onLastWords(end);
  };
  const onReport = (report: ActorReport) => {
    countRead(reports);
    switch (report.type) {
      case 'spawned':
        threadId = report.threadId;
        worker = run.threadOf(threadId);
        // A large heap takes its time to go: the link breaks first, and the task is called off before it can tell this.
        worker?.once('error', (thrown) => {
          if (isOutOfMemory(thrown)) lastWords ??= threadEnd(thrown);
        });
        break;
      case 'progress':
        hooks.onProgress(report.what);
        break;
      case 'output':
        hooks.onOutput(report.stream, report.bytes);
        break;
      case 'log':
        hooks.onLog(report.level, report.message, report.fields);
        break;
      case 'metrics':
        options.onMetrics(report.samples);
        break;
      case 'ready':
        ready.resolve(report.description);
        break;
      case 'failed':
        ready.reject(decodeError(report.error));
        break;
      case 'crashed':
        saidLast({ exitCode: 1, error: decodeError(report.error) });
        break;
      case 'exiting':
        saidLast({ exitCode: report.code });
        break;
    }
  };
  port.on('message', onReport);

  const settle = async (outcome: IncarnationEnd): Promise<IncarnationEnd> => {
    // Its last reports may still wait in the port: they were sent before, by another way than the task's result.
    for (let rest = receiveMessageOnPort(port); rest !== undefined; rest = receiveMessageOnPort(port)) onReport(rest.message);
    port.close();
    // An idle thread holds no process open, and piscina takes its time to end it.
    await worker?.terminate();
    pool.release(threadId);
    const end = lastWords ?? outcome;
    ready.reject(new EndedEarly());
    return end;
  };
  const ended = run.result.then(
    () => settle({ exitCode: 0 }),
    (thrown: unknown) => settle(abort.signal.aborted ? {} : threadEnd(thrown)),
  );
  return {
    ready: ready.promise,
    ended,
    stop: () => port.postMessage({ type: 'stop' } satisfies ActorCommand),
    kill: () => abort.abort(),
  };
}

/** What ended a thread that nobody ended. */
function threadEnd(thrown: unknown): IncarnationEnd {
  if (!(thrown instanceof Error)) return { exitCode: 1, error: RuntimeError.from(thrown, 'executor_died') };
  if (isOutOfMemory(thrown)) {
    return { exitCode: 1, error: new RuntimeError('executor_died', 'out of memory: its heap reached the limit', { cause: thrown }) };
  }
  const exitCode = /^worker exited with code: (\d+)$/.exec(thrown.message)?.[1];
  return exitCode === undefined ? { exitCode: 1, error: RuntimeError.from(thrown, 'executor_died') } : { exitCode: Number(exitCode) };
}

function isOutOfMemory(thrown: unknown): boolean {
  return (thrown as NodeJS.ErrnoException | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
