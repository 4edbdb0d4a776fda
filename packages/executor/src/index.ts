/**
 * The SDK: write Executors, small stateful actors whose methods answer endpoints.
 *
 * @packageDocumentation
 */
export {
  type ContentType,
  type Document,
  type DType,
  type JsonObject,
  type JsonValue,
  type NamedScore,
  type NdArray,
  ndArray,
  RuntimeError,
  type TensorData,
} from '@zedflow/core-protocol';
export type { Counter, Gauge, Histogram, Logger, Metrics } from '@zedflow/runtime-api';
export { BaseExecutor } from './builtins.js';
export type { CallContext } from './call-context.js';
export type { EndpointOptions, EndpointOptionsWithPath, RequestsTable, RequestsTableEntry, Schema } from './endpoint-options.js';
export { Executor, type ExecutorClass, isExecutorClass } from './executor.js';
export { requests } from './requests.js';
export { ValidationError } from './schema/validation-error.js';
