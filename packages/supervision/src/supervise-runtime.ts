import { RuntimeError } from '@zedflow/core-protocol';
import { type PeaPlace, type PeaSpec, type PlaceKind, type Runtime, type RuntimeContext, SYSTEM_CLOCK } from '@zedflow/runtime-api';
import type { Incarnation, IncarnationHooks } from './incarnation.js';
import { SupervisedPea } from './supervised-pea.js';

/** All that tells one Runtime from another. */
export interface RuntimeDriver<Kind extends PlaceKind> {
  /** `ContainerRuntime`. */
  readonly name: string;
  /** Kinds of place that it knows. */
  readonly kinds: readonly Kind[];
  /** Throws when it cannot run a Pea as its spec says. Absent = it can run all. */
  readonly check?: (spec: PeaSpec<Kind>) => void;
  /** Starts one incarnation, and says how it is reached and ended. `context.logger` has the Pea's name. */
  readonly spawn: (spec: PeaSpec<Kind>, context: RuntimeContext, hooks: IncarnationHooks) => Incarnation;
  /** Gives back what the Runtime holds (a connection), once; all its Peas are stopped by then. */
  readonly close?: () => Promise<void>;
}

/** Makes a Runtime of a driver: everything that is the same at every place is added here. */
export function superviseRuntime<Kind extends PlaceKind>(driver: RuntimeDriver<Kind>): Runtime {
  const { name, kinds, check, spawn, close } = driver;
  let closing: Promise<void> | undefined;
  return {
    name,
    createPea(spec, context) {
      if (closing !== undefined) throw new RuntimeError('runtime_draining', `${spec.name}: this ${name} was disposed; make a new one`);
      assertKnownPlace(spec, name, kinds);
      check?.(spec);
      const logger = context.logger.child({ name: spec.name });
      const named = { ...context, logger };
      return new SupervisedPea(spec, (hooks) => spawn(spec, named, hooks), logger, SYSTEM_CLOCK);
    },
    [Symbol.asyncDispose]() {
      closing ??= close?.() ?? Promise.resolve();
      return closing;
    },
  };
}

function assertKnownPlace<Kind extends PlaceKind>(
  spec: PeaSpec,
  runtime: string,
  kinds: readonly Kind[],
): asserts spec is PeaSpec<Kind> & { readonly place: PeaPlace<Kind> } {
  const { kind } = spec.place;
  if (kinds.some((known) => known === kind)) return;
  throw new RuntimeError('config_unsupported', `${spec.name}: ${runtime} runs Peas at the places ${kinds.join(', ')}, got ${kind}`, {
    details: { pea: spec.name, runtime, place: kind },
  });
}
