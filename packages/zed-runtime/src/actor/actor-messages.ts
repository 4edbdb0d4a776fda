import type { EncodedError } from '@zedflow/core-protocol';
import type { LogFields, LogLevel, PeaDescription } from '@zedflow/runtime-api';
import type { MetricSample } from './metric-sample.js';

/** What an actor's thread tells the thread that started it. In PROCESS the child's main thread passes it on. */
export type ActorReport =
  /** First of all: which thread it is. */
  | { readonly type: 'spawned'; readonly threadId: number }
  | { readonly type: 'progress'; readonly what: string }
  | { readonly type: 'output'; readonly stream: 'stdout' | 'stderr'; readonly bytes: Uint8Array }
  | { readonly type: 'log'; readonly level: LogLevel; readonly message: string; readonly fields: LogFields }
  | { readonly type: 'metrics'; readonly samples: readonly MetricSample[] }
  /** It takes calls. */
  | { readonly type: 'ready'; readonly description: PeaDescription }
  /** It could not be loaded or initialised. */
  | { readonly type: 'failed'; readonly error: EncodedError }
  /** User code threw where nobody catches. The thread runs no further. */
  | { readonly type: 'crashed'; readonly error: EncodedError }
  /** User code called `process.exit`. The thread runs no further. */
  | { readonly type: 'exiting'; readonly code: number };

/** What the thread that started an actor tells it. */
export interface ActorCommand {
  /** Close the Executor and return. */
  readonly type: 'stop';
}

export type Report = (report: ActorReport) => void;
