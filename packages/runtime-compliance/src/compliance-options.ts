import type { PeaPlace, Runtime } from '@zedflow/runtime-api';

/** What the suite asks of a place. */
export interface PlaceSurroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly maxHeapMb?: number;
}

/** What one Runtime tells the suite of itself. */
export interface ComplianceOptions {
  /** Shown in test names: `THREAD`, `PROCESS`, `container`, ... */
  readonly name: string;
  readonly createRuntime: () => Runtime;
  /** A place of this Runtime whose Executor has that environment and that limit of its heap. */
  readonly placeOf: (surroundings: PlaceSurroundings) => PeaPlace;
  /** Each Executor has a process of its own: it can be killed from outside, and its pid is not ours. */
  readonly ownProcess: boolean;
}
