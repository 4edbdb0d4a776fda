import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@zedflow/core-protocol';
import type { ExecutorSource, PeaPlace, PeaSpec, RestartPolicy } from '@zedflow/runtime-api';

const FIXTURES = new URL('../test/fixtures/', import.meta.url);

/** Source of the Executor that the suite calls. */
export function complianceSource(options: JsonObject = {}): ExecutorSource {
  return fixtureSource('compliance-executor.js', 'ComplianceExecutor', options);
}

/** Source of any class of the fixtures. */
export function fixtureSource(file: string, className: string, options: JsonObject = {}): ExecutorSource {
  return {
    module: new URL(file, FIXTURES).href,
    className,
    preload: [],
    with: options,
    metas: {},
    requests: {},
    label: `${file}#${className}`,
  };
}

let root: string | undefined;

/** A new folder for a test; all are gone when this process ends, unless a signal ends it. */
export function freshFolder(): string {
  if (root === undefined) {
    root = mkdtempSync(join(tmpdir(), 'zedflow-compliance-'));
    process.once('exit', removeFolders);
  }
  return mkdtempSync(join(root, 'pea-'));
}

/** Removes the folders that were made so far. For test files: Vitest ends its processes by a signal. */
export function removeFolders(): void {
  if (root !== undefined) rmSync(root, { recursive: true, force: true });
  root = undefined;
  process.off('exit', removeFolders);
}

/** Restarts at once, so that no test waits. */
export const QUICK_RESTART: RestartPolicy = { mode: 'on-failure', maxFailedStarts: 3, delayMs: 10, maxDelayMs: 50 };

/** A complete spec with short limits; `overrides` is what a test is about. */
export function complianceSpec(place: PeaPlace, overrides: Partial<PeaSpec> = {}): PeaSpec {
  return {
    name: 'compliance/rep-0',
    deployment: 'compliance',
    shardId: -1,
    replicaId: 0,
    source: complianceSource(),
    workspace: join(freshFolder(), 'workspace'),
    place,
    timeoutReadyMs: 10_000,
    timeoutCtrlMs: 3_000,
    restart: QUICK_RESTART,
    maxInFlight: 256,
    maxInFlightBytes: 256 * 1024 * 1024,
    maxMessageBytes: 64 * 1024 * 1024,
    quiet: false,
    ...overrides,
  };
}
