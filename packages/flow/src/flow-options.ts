import type { JsonObject } from '@zedflow/core-protocol';
import type { Interceptor } from '@zedflow/gateway';
import type { Logger, Metrics, OptionsOf } from '@zedflow/runtime-api';

/** Options of a Flow and of its gateway, in one object as in the YAML's `with`. */
export type FlowOptions = OptionsOf<'flow'> & Omit<OptionsOf<'gateway'>, keyof OptionsOf<'flow'>> & FlowSurroundings;

/** What only code can give a Flow. */
export interface FlowSurroundings {
  /** Takes the log, also what Executors print. Default: silent, and what Executors print goes to this process's output. */
  readonly logger?: Logger;
  /** Takes figures. Default: none. */
  readonly metrics?: Metrics;
  /** See every call on every protocol, in this order: authentication, limits, request ids. Default: none. */
  readonly interceptors?: readonly Interceptor[];
  /** Folder that relative paths of `uses` and `pyModules` are resolved against. Default: the current folder. */
  readonly baseFolder?: string;
}

/** Options of one Executor of a Flow. */
export type ExecutorOptions = Omit<OptionsOf<'executor'>, 'uses' | 'usesWith' | 'usesMetas'> & {
  /**
   * The Executor: a class with `static module = import.meta.url`, `./file.ts#Class`, a class name (looked up in `pyModules`),
   * `package#Class`, an Executor YAML file, inline YAML or JSON, or the same as an object. Default `BaseExecutor`, which returns
   * what it gets.
   */
  readonly uses?: string | ExecutorClassLike | Readonly<Record<string, unknown>>;
  /** Options of the Executor: plain JSON. */
  readonly usesWith?: JsonObject | object;
  readonly usesMetas?: JsonObject | object;
};

// The SDK's own type would make this door load it.
type ExecutorClassLike = abstract new (...args: never[]) => object;
