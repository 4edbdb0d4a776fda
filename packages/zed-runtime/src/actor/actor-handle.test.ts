import { EventEmitter } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import { expect, it } from 'vitest';
import type { ThreadPool } from '../thread/thread-pool.js';
import { startActor } from './actor-handle.js';

it('tells that a thread ran out of memory also when it was called off before it was gone', async () => {
  const worker = Object.assign(new EventEmitter(), {
    // As Node does it: the reason, then the end.
    terminate: async () => worker.emit('error', Object.assign(new Error('heap'), { code: 'ERR_WORKER_OUT_OF_MEMORY' })),
  });
  let port: MessagePort | undefined;
  const pool = {
    run: (task: { port: MessagePort }, signal: AbortSignal) => {
      port = task.port;
      const result = new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('called off'))));
      return { result, threadOf: () => worker };
    },
    release: () => {},
  } as unknown as ThreadPool;
  const hooks = { onProgress: () => {}, onOutput: () => {}, onLog: () => {} };
  const actor = startActor({ pool, task: {}, hooks, onMetrics: () => {}, onLastWords: () => {} } as unknown as Parameters<
    typeof startActor
  >[0]);
  actor.ready.catch(() => {});
  port?.postMessage({ type: 'spawned', threadId: 1 });
  await expect.poll(() => worker.listenerCount('error')).toBe(1);

  actor.kill();

  expect(await actor.ended).toMatchObject({ exitCode: 1, error: { message: /out of memory/ } });
});
