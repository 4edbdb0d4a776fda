/**
 * Interfaces that the parts of Zedflow meet at, and the little code that several of them share. No I/O, no dependency but the protocol.
 *
 * @packageDocumentation
 */
export { AnswerWindow } from './answer-window.js';
export { assertInteger } from './assert-integer.js';
export type { Caller, CallOptions, CallService } from './call-service.js';
export { type Clock, SYSTEM_CLOCK } from './clock.js';
export { DeadlineSweep, SWEEP_GRAIN_MS } from './deadline-sweep.js';
export {
  answeringEndpoint,
  type EndpointDescription,
  type FlowDescription,
  type NodeDescription,
  type PeaDescription,
  type SchemaDescription,
} from './description.js';
export { type AbortListener, isAborted, LazyAbort, listenAbort, unlistenAbort } from './lazy-abort.js';
export { type LifeCycleState, NEXT_STATES, type Startable, type StopOptions } from './life-cycle.js';
export { Listeners } from './listeners.js';
export { createLogger, type LogFields, type Logger, type LogLevel, SILENT_LOGGER } from './logger.js';
export { type Counter, type Gauge, type Histogram, type MetricLabels, type Metrics, NO_METRICS } from './metrics.js';
export { nearestName } from './options/nearest-name.js';
export {
  OPTION_GROUPS,
  OPTION_OWNERS,
  type OptionGroup,
  type OptionOwner,
  type OptionSpec,
  type OptionType,
  type OptionVariant,
  type OwnedOption,
} from './options/option.js';
export { camelCaseName, kebabCaseName, snakeCaseName } from './options/option-names.js';
export type { CheckedOptionsOf, OptionsOf, ResolvedOptionsOf } from './options/option-types.js';
export { describeOptionType, OptionValueError, parseOptionValue } from './options/option-value.js';
export { inheritedOptions, OPTIONS, optionsOf } from './options/registry.js';
export { checkOptions, type OptionPlace, type OptionValues, unknownOption, withDefaults } from './options/resolve-options.js';
export type {
  ExecutorSource,
  Pea,
  PeaEvent,
  PeaExit,
  PeaIdentity,
  PeaLimits,
  PeaSpec,
  RestartPolicy,
  Runtime,
  RuntimeContext,
} from './pea.js';
// All of it: only then can another package add its kind of place.
export type * from './place.js';
export type { Link, Replica } from './replica.js';
export { Activity, type Ongoing } from './serving/activity.js';
export { type ProtocolServer, serverAddress, stopServers } from './serving/protocol-server.js';
export { ServerCall } from './serving/server-call.js';
export { StartableBase } from './startable-base.js';
