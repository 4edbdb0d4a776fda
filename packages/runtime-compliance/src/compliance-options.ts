import type { Runtime } from '@zedflow/runtime-api';

/** What one Runtime tells the suite of itself. */
export interface ComplianceOptions {
  /** Shown in test names: `THREAD`, `PROCESS`, `container`, ... */
  readonly name: string;
  readonly createRuntime: () => Runtime;
  /** Each Executor has a process of its own: it can be killed from outside, and its pid is not ours. */
  readonly ownProcess: boolean;
}
