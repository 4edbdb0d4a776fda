/**
 * Every kind of place that a Pea can run at, by its tag, with what that place alone is told. A package with a runtime of its own adds
 * its kind, and its specs are then typed like the ones here:
 *
 * ```ts
 * declare module '@zedflow/runtime-api' {
 *   interface PeaPlaces {
 *     sudo: { readonly user: string };
 *   }
 * }
 * ```
 */
export interface PeaPlaces {
  thread: ThreadPlace;
  process: ProcessPlace;
}

/** `thread`, `process`, and what other packages have added. */
export type PlaceKind = keyof PeaPlaces;

/** Where a Pea runs: `{ kind: 'thread', env: {} }`. */
export type PeaPlace<Kind extends PlaceKind = PlaceKind> = { [K in Kind]: { readonly kind: K } & PeaPlaces[K] }[Kind];

/** A thread of this process. */
export interface ThreadPlace {
  /** Environment of the Executor, on top of this process's. Nobody else sees it. */
  readonly env: Readonly<Record<string, string>>;
  /** Old-generation heap of the thread in MB. Absent = Node's default. */
  readonly maxHeapMb?: number;
}

/** A child process of this one. */
export interface ProcessPlace {
  /** Environment of the process, on top of this one's. */
  readonly env: Readonly<Record<string, string>>;
  /** Old-generation heap of the process in MB. Absent = Node's default. */
  readonly maxHeapMb?: number;
  /** Extra Node options, such as `--cpu-prof`. */
  readonly nodeOptions: readonly string[];
  /** Address of Node's inspector for this Executor, such as `127.0.0.1:9230`. Absent = none. */
  readonly inspect?: string;
}
