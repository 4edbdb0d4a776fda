import type { RuntimeError } from '@zedflow/core-protocol';
import type { Link, LogFields, LogLevel } from '@zedflow/runtime-api';

/** One step of the stop ladder: asks, or forces, and does not wait. */
export interface Rung {
  readonly name: string;
  readonly run: () => void;
}

/** What an incarnation tells its supervisor while it lives. Every call is a sign of life. */
export interface IncarnationHooks {
  readonly onProgress: (what: string) => void;
  readonly onOutput: (stream: 'stdout' | 'stderr', chunk: Uint8Array) => void;
  readonly onLog: (level: LogLevel, message: string, fields: LogFields) => void;
}

export interface ReadyIncarnation {
  readonly link: Link;
  readonly listenAddress: string | undefined;
  readonly controlAddress?: string | undefined;
}

/** How an incarnation went. Absent fields = not known (a thread has no signal). */
export interface IncarnationEnd {
  readonly exitCode?: number;
  readonly signal?: string;
  /** Its last words: what user code threw, or why it was ended. */
  readonly error?: RuntimeError;
}

/** One life of a Pea's Executor: a thread, or a child process. Made running; used once. */
export interface Incarnation {
  readonly pid: number | undefined;
  /** Rejects with the reason when it cannot become ready (the incarnation then still has to end), or with `EndedEarly`. */
  readonly ready: Promise<ReadyIncarnation>;
  /** Settles when nothing of it is left. Never rejects. */
  readonly ended: Promise<IncarnationEnd>;
  /** Closes the incarnation's own doors (its listener): no new call by them, `graceMs` for those under way. */
  readonly drain: (graceMs: number) => Promise<void>;
  /** From polite to force; the last one cannot be refused. */
  readonly rungs: readonly [Rung, ...Rung[]];
}

export type SpawnIncarnation = (hooks: IncarnationHooks) => Incarnation;

/** What `ready` of an incarnation rejects with when there is no better reason than its end; `ended` tells how it ended. */
export class EndedEarly extends Error {}
