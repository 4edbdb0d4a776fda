import type { OptionPlace } from '@zedflow/runtime-api';

/** What a user wrote for one object, not checked yet, and where each key was written. */
export interface SpecSection {
  readonly given: Readonly<Record<string, unknown>>;
  readonly place: OptionPlace;
}

/** A Flow as written, in code or in YAML. Options may be spelled in camelCase or snake_case. */
export interface FlowSpec {
  /** Options of the Flow and of its gateway, mixed as in `with`. */
  readonly with: SpecSection;
  /** Options of the gateway alone; they win over `with`. */
  readonly gateway: SpecSection;
  readonly executors: readonly SpecSection[];
  /** Folder that relative paths are resolved against. */
  readonly baseFolder: string;
}
