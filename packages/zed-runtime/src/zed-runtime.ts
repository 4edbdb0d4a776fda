import { RuntimeError } from '@zedflow/core-protocol';
import type { PeaSpec, Runtime, RuntimeContext } from '@zedflow/runtime-api';
import { type Incarnation, type IncarnationHooks, superviseRuntime } from '@zedflow/supervision';
import { spawnProcess } from './process/process-incarnation.js';
import { spawnThread } from './thread/thread-incarnation.js';
import { ThreadPools } from './thread/thread-pools.js';

const KINDS = ['thread', 'process'] as const;
type Kind = (typeof KINDS)[number];

/**
 * Makes the Runtime that runs Peas on this machine, each Executor alone in a piscina thread: of this process (place `thread`), or of a
 * child process (place `process`, which isolates memory, crashes and environment). A Pea is started, restarted by its policy and stopped
 * by itself; to dispose the Runtime ends no Pea.
 *
 * `createPea` throws `config_unsupported` for another kind of place, and for Node options that a thread cannot have.
 */
export function createZedRuntime(): Runtime {
  return superviseRuntime({ name: 'ZEDRuntime', kinds: KINDS, check: refuseProcessOptions, spawn: spawnHere() });
}

/**
 * The Runtime of one Executor that is served alone, without a Flow: every Pea listens on gRPC in Jina's wire (`spec.listen`).
 *
 * `createPea` throws `config_invalid` for a spec without `listen`, and what {@link createZedRuntime} throws.
 */
export function createWorkerRuntime(): Runtime {
  const check = (spec: PeaSpec<Kind>) => {
    assertListens(spec);
    refuseProcessOptions(spec);
  };
  return superviseRuntime({ name: 'WorkerRuntime', kinds: KINDS, check, spawn: spawnHere() });
}

type SpawnHere = (spec: PeaSpec<Kind>, context: RuntimeContext, hooks: IncarnationHooks) => Incarnation;

function spawnHere(): SpawnHere {
  const pools = new ThreadPools();
  return (spec, context, hooks) => {
    const { place } = spec;
    return place.kind === 'thread'
      ? spawnThread(pools, { ...spec, place }, context, hooks)
      : spawnProcess({ ...spec, place }, context, hooks);
  };
}

function assertListens(spec: PeaSpec): void {
  if (spec.listen !== undefined) return;
  throw new RuntimeError(
    'config_invalid',
    `${spec.name}: WorkerRuntime needs an address to listen on, got none; set port (0 = any free one)`,
  );
}

/** Options of Node itself hold for a whole process. The types say so too; plain JavaScript has none. */
function refuseProcessOptions({ name, place }: PeaSpec<Kind>): void {
  if (place.kind !== 'thread') return;
  const refused = ['nodeOptions', 'inspect'].find((option) => Object.hasOwn(place, option));
  if (refused === undefined) return;
  throw new RuntimeError('config_unsupported', `${name}: ${refused} needs the place \`process\`, or this process started with the option`, {
    details: { pea: name, option: refused, place: place.kind },
  });
}
