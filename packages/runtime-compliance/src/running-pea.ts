import { setTimeout as pause } from 'node:timers/promises';
import type { RuntimeError } from '@zedflow/core-protocol';
import {
  createLogger,
  type LifeCycleState,
  type LogFields,
  type LogLevel,
  type Metrics,
  NO_METRICS,
  type Pea,
  type PeaEvent,
  type PeaPlace,
  type PeaSpec,
} from '@zedflow/runtime-api';
import { expect } from 'vitest';
import type { ComplianceOptions, PlaceSurroundings } from './compliance-options.js';
import { complianceSpec } from './compliance-spec.js';

/** Milliseconds that anything the suite waits for may take. */
const PATIENCE_MS = 15_000;

export interface LogLine {
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: LogFields;
}

/** A Pea of a test and all that it told. */
export interface WatchedPea {
  readonly pea: Pea;
  readonly events: PeaEvent[];
  readonly log: LogLine[];
}

/** Makes Peas of one Runtime and stops whatever a test leaves running. */
export class PeaBench {
  readonly #options: Pick<ComplianceOptions, 'createRuntime' | 'placeOf'>;
  readonly #peas: Pea[] = [];

  constructor(options: Pick<ComplianceOptions, 'createRuntime' | 'placeOf'>) {
    this.#options = options;
  }

  place(surroundings: PlaceSurroundings): PeaPlace {
    return this.#options.placeOf(surroundings);
  }

  make(overrides: Partial<PeaSpec> = {}, metrics: Metrics = NO_METRICS): WatchedPea {
    const events: PeaEvent[] = [];
    const log: LogLine[] = [];
    const pea = this.#options.createRuntime().createPea(complianceSpec(this.place({}), overrides), {
      logger: createLogger((level, message, fields) => log.push({ level, message, fields })),
      metrics,
    });
    pea.onEvent((event) => events.push(event));
    this.#peas.push(pea);
    return { pea, events, log };
  }

  async start(overrides: Partial<PeaSpec> = {}, metrics: Metrics = NO_METRICS): Promise<WatchedPea> {
    const watched = this.make(overrides, metrics);
    await watched.pea.start();
    return watched;
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.#peas.splice(0).map((pea) => pea.stop({ graceMs: 0 })));
  }
}

/** Waits until `condition` holds. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  while (!condition()) {
    if (performance.now() > deadlineMs) throw new Error(`waited too long: ${what}`);
    await pause(5);
  }
}

/** The error that `promise` rejects with; fails when it does not. */
export async function rejection(promise: Promise<unknown>): Promise<RuntimeError> {
  const outcome = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(outcome, 'the promise must reject').toBeDefined();
  return outcome as RuntimeError;
}

export function states(events: readonly PeaEvent[]): LifeCycleState[] {
  return events.flatMap((event) => (event.type === 'state' ? [event.state] : []));
}

export function waits(events: readonly PeaEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'waiting' ? [event.what] : []));
}

export function outputLines(events: readonly PeaEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'output' ? [event.line] : []));
}

export function exits(events: readonly PeaEvent[]) {
  return events.flatMap((event) => (event.type === 'exit' ? [event.exit] : []));
}
