import { mkdirSync } from 'node:fs';
import type { JsonObject } from '@zedflow/core-protocol';
import type { Logger, Metrics } from '@zedflow/runtime-api';
import type { RequestsTable, Schema } from './endpoint-options.js';
import { type ExecutorSetup, takeSetup } from './executor-setup.js';

const BRAND = Symbol.for('zedflow.Executor');

/**
 * Base class of user code: a small stateful actor whose methods answer endpoints.
 * `Options` is the type of `this.options`, the `with` of the YAML and `uses_with`.
 *
 * One instance has a thread of its own. Its calls run one at a time, except that another may begin while one awaits.
 *
 * @example
 * class Counter extends Executor<{ step: number }> {
 *   static requests = { '/count': 'count' };
 *   total = 0;
 *   count() {
 *     this.total += this.options.step;
 *     return { total: this.total };
 *   }
 * }
 */
export class Executor<Options = Record<string, unknown>> {
  static {
    Object.defineProperty(Executor.prototype, BRAND, { value: true });
  }

  /** `with` of the YAML and `uses_with`, after validation. */
  readonly options: Options;
  readonly #setup: ExecutorSetup;
  #hasWorkspace = false;

  /** `options` may be left out: a class with a constructor of its own has them also after a bare `super()`. */
  constructor(options?: Options) {
    this.#setup = takeSetup(this.constructor.name);
    this.options = options ?? (this.#setup.options as Options | undefined) ?? ({} as Options);
  }

  /** Runs once before the first call. Load models here; a rejection fails the start of the Pea. */
  init(): void | Promise<void> {}

  /** Runs once after the last call. */
  close(): void | Promise<void> {}

  /** `encoder/rep-0`. */
  get name(): string {
    return this.#setup.name;
  }

  /** Name of the Deployment, such as `encoder`. */
  get deployment(): string {
    return this.#setup.deployment;
  }

  get shardId(): number {
    return this.#setup.shardId;
  }

  get replicaId(): number {
    return this.#setup.replicaId;
  }

  /** `metas` of the YAML and `uses_metas`. */
  get metas(): JsonObject {
    return this.#setup.metas;
  }

  get logger(): Logger {
    return this.#setup.logger;
  }

  get metrics(): Metrics {
    return this.#setup.metrics;
  }

  /**
   * Folder for this replica's files; made when first read.
   *
   * @throws TypeError when the Executor was constructed by hand.
   */
  get workspace(): string {
    const { workspace } = this.#setup;
    if (workspace === undefined) {
      throw new TypeError(
        `${this.constructor.name}.workspace is there only when a Flow or createTestExecutor() of @zedflow/testing made the Executor`,
      );
    }
    if (!this.#hasWorkspace) {
      mkdirSync(workspace, { recursive: true });
      this.#hasWorkspace = true;
    }
    return workspace;
  }

  /** Says what a long `init` is doing; it feeds the start-up display and proves that the Executor is alive. `fraction` is 0 to 1. */
  progress(what: string, fraction?: number): void {
    this.#setup.onProgress(fraction === undefined ? what : `${what} ${Math.round(Math.min(Math.max(fraction, 0), 1) * 100)} %`);
  }
}

/**
 * A class made by `extends Executor`, also one that extends another copy of this package.
 * The static members are not declared on `Executor` itself, so that a subclass need not write `override`.
 */
export type ExecutorClass = (new (
  // biome-ignore lint/suspicious/noExplicitAny: a subclass may narrow its options as it likes.
  options?: any,
  // biome-ignore lint/suspicious/noExplicitAny: the same.
) => Executor<any>) & {
  /** `import.meta.url` of the file that exports the class. Needed only to pass the class itself as `uses`. */
  readonly module?: string;
  /** Endpoints, for code without decorators. Joined with what `@requests` says on methods. */
  readonly requests?: RequestsTable;
  /** Schema of `this.options`. The Executor does not start on options that it refuses. */
  readonly options?: Schema;
};

/** Whether `value` is a class made by `extends Executor`. */
export function isExecutorClass(value: unknown): value is ExecutorClass {
  return typeof value === 'function' && typeof value.prototype === 'object' && value.prototype !== null && BRAND in value.prototype;
}
