import type { Worker } from 'node:worker_threads';
import { deferred } from '@zedflow/supervision';
import { Piscina } from 'piscina';
import type { ActorTask } from '../actor/actor-task.js';

type LoadBalancer = NonNullable<NonNullable<ConstructorParameters<typeof Piscina>[0]>['loadBalancer']>;

/** Entry that runs one Executor; always built JavaScript, also under a test runner that reads sources. */
const ACTOR_ENTRY = new URL('../actor/actor-entry.js', import.meta.url).href;

export interface ThreadPoolOptions {
  /** Old-generation heap of each thread in MB. Absent = Node's default. */
  readonly maxHeapMb?: number | undefined;
  /** Whether threads run with the Node options of this process. Default false. */
  readonly inheritNodeOptions?: boolean;
  /** Runs when the last thread is gone. */
  readonly onEmpty?: () => void;
}

/** One actor task. */
export interface ActorRun {
  /** Settles when the task is over: rejects with what ended its thread. */
  readonly result: Promise<void>;
  /** The thread that says it is `threadId`. */
  readonly threadOf: (threadId: number) => Worker | undefined;
}

/**
 * The piscina pool of one Deployment. Each actor is one long-running task on a thread that was made for it and runs nothing
 * after it: user modules keep state, so a thread is never used twice.
 */
export class ThreadPool {
  readonly #pool: Piscina;
  readonly #onEmpty: () => void;
  readonly #usedThreads = new Set<number>();
  /** Runs that have not said yet which thread is theirs. */
  readonly #waiting = new Set<(error: Error) => void>();
  #threads = 0;

  constructor(options: ThreadPoolOptions) {
    const { maxHeapMb, inheritNodeOptions = false, onEmpty = () => {} } = options;
    this.#onEmpty = onEmpty;
    const freshThread: LoadBalancer = (_task, workers) => {
      const fresh = workers.find((worker) => !this.#usedThreads.has(worker.id));
      if (fresh === undefined) return null;
      this.#usedThreads.add(fresh.id);
      return fresh;
    };
    this.#pool = new Piscina({
      minThreads: 0,
      maxThreads: 1,
      // Between tasks piscina parks a thread with Atomics, which would stop its timers and sockets. These have no "between".
      atomics: 'disabled',
      recordTiming: false,
      // Loader and inspector flags of a Flow's process are not the Executor's; those of a Pea's own process are.
      ...(inheritNodeOptions ? {} : { execArgv: ['--enable-source-maps'] }),
      loadBalancer: freshThread,
      ...(maxHeapMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: maxHeapMb } }),
    });
    // A thread died before it had a task (its heap is too small to begin with): nobody else takes what was meant for it.
    this.#pool.on('error', (error: Error) => {
      for (const giveUp of this.#waiting) giveUp(error);
    });
  }

  /** Starts an actor on a thread of its own. Aborting `signal` ends the thread, also while it burns CPU. */
  run(task: ActorTask, signal: AbortSignal): ActorRun {
    this.#resize(1);
    const outcome = deferred<void>();
    const unused = new AbortController();
    const giveUp = (error: Error) => {
      outcome.reject(error);
      unused.abort();
    };
    this.#waiting.add(giveUp);
    const result: Promise<void> = this.#pool.run(task, {
      filename: ACTOR_ENTRY,
      signal: AbortSignal.any([signal, unused.signal]),
      transferList: [task.port, ...task.inproc],
    });
    void result.then(outcome.resolve, outcome.reject).finally(() => this.#waiting.delete(giveUp));
    return {
      result: outcome.promise,
      threadOf: (threadId) => {
        this.#waiting.delete(giveUp);
        return this.#pool.threads.find((thread) => thread.threadId === threadId);
      },
    };
  }

  /** An actor's thread is gone. With the last one the pool goes too. */
  release(threadId: number | undefined): void {
    if (threadId !== undefined) this.#usedThreads.delete(threadId);
    this.#resize(-1);
    if (this.#threads > 0) return;
    this.#onEmpty();
    void this.#pool.destroy();
  }

  /** Exactly as many threads as actors: a queued task makes piscina fill the pool up to its limit, not by one. */
  #resize(change: 1 | -1): void {
    this.#threads += change;
    this.#pool.options.maxThreads = Math.max(1, this.#threads);
  }
}
