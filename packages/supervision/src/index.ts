/**
 * A Pea's lives on any place: a Runtime only says how one incarnation is spawned, reached and ended.
 *
 * @packageDocumentation
 */
export { type Deferred, deferred } from './deferred.js';
export {
  EndedEarly,
  type Incarnation,
  type IncarnationEnd,
  type IncarnationHooks,
  type ReadyIncarnation,
  type Rung,
} from './incarnation.js';
export { type RuntimeDriver, superviseRuntime } from './supervise-runtime.js';
