import { ThreadPool } from './thread-pool.js';

/** The pools of one runtime: one per Deployment (and heap limit, which a pool fixes for all its threads). */
export class ThreadPools {
  readonly #pools = new Map<string, ThreadPool>();

  of(deployment: string, maxHeapMb: number | undefined): ThreadPool {
    const key = `${maxHeapMb ?? ''} ${deployment}`;
    let pool = this.#pools.get(key);
    if (pool === undefined) {
      pool = new ThreadPool({ maxHeapMb, onEmpty: () => this.#pools.delete(key) });
      this.#pools.set(key, pool);
    }
    return pool;
  }
}
