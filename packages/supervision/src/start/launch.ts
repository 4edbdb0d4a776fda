import type { Clock, Logger, PeaSpec } from '@zedflow/runtime-api';
import type { Incarnation, SpawnIncarnation } from '../incarnation.js';
import { CapturedOutput } from '../output/captured-output.js';
import { startFailed, startTimedOut } from '../pea-errors.js';
import type { PeaEvents } from '../pea-events.js';
import { ReadyWait } from './ready-wait.js';

/** An incarnation and what is known of it. */
export interface Life {
  readonly incarnation: Incarnation;
  readonly output: CapturedOutput;
  readonly spawnedAtMs: number;
}

/** What a launch is made of. */
export interface LaunchOptions {
  readonly spec: PeaSpec;
  readonly spawn: SpawnIncarnation;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: PeaEvents;
  /** Calls the start off, with its reason. */
  readonly signal: AbortSignal;
  /** What `incarnation` is doing now. */
  readonly onProgress: (what: string, incarnation: Incarnation) => void;
  /** What it was doing last, for the error of one that fell silent. */
  readonly waitingFor: () => string;
}

/** Spawns one incarnation and waits for it; every word of it is a sign of life. The wait has to be released. */
export function launch(options: LaunchOptions): { readonly life: Life; readonly wait: ReadyWait } {
  const { spec, spawn, clock, logger, events, signal, onProgress, waitingFor } = options;
  const output = new CapturedOutput(events, logger, spec.quiet);
  let wait: ReadyWait | undefined;
  const incarnation = spawn({
    onProgress: (what) => {
      wait?.heard();
      onProgress(what, incarnation);
    },
    onOutput: (stream, chunk) => {
      wait?.heard();
      output.push(stream, chunk);
    },
    onLog: (level, message, fields) => {
      wait?.heard();
      logger[level](message, fields);
    },
  });
  wait = new ReadyWait(incarnation, {
    clock,
    silenceMs: spec.timeoutReadyMs,
    signal,
    silentError: () => startTimedOut(spec.name, spec.timeoutReadyMs, waitingFor(), output.lastLines),
    endedError: (end) => startFailed(spec.name, end, output.lastLines),
  });
  return { life: { incarnation, output, spawnedAtMs: clock.now() }, wait };
}
