/**
 * Zedflow: write Executors, compose them into a Flow, serve it over gRPC, HTTP and WebSocket.
 *
 * Every Executor's thread imports this door, so it is light: `Flow` and clients load what they need when they are used.
 *
 * @example
 * ```ts
 * import { Flow } from 'zedflow';
 *
 * await using flow = await new Flow({ protocol: 'http', port: 8080 }).add({ uses: './upper.ts#Upper' }).start();
 * await flow.block();
 * ```
 *
 * @packageDocumentation
 */
export {
  type CallRequestOptions,
  Client,
  type ClientOptions,
  type ClientResponse,
  createClient,
  type PostCallbacks,
  type PostOptions,
} from '@zedflow/client';
export { isNdArray, isRuntimeError, ndArrayToList } from '@zedflow/core-protocol';
export {
  BaseExecutor,
  type CallContext,
  type ContentType,
  type Counter,
  type Document,
  type DType,
  type EndpointOptions,
  type EndpointOptionsWithPath,
  Executor,
  type Gauge,
  type Histogram,
  type JsonObject,
  type JsonValue,
  type Logger,
  type Metrics,
  type NamedScore,
  type NdArray,
  ndArray,
  type RequestsTable,
  type RequestsTableEntry,
  RuntimeError,
  requests,
  type Schema,
  ValidationError,
} from '@zedflow/executor';
export {
  type BlockOptions,
  type ExecutorOptions,
  Flow,
  type FlowAddress,
  type FlowEvent,
  type FlowOptions,
  type FromYamlOptions,
  type PeaProgress,
} from '@zedflow/flow';
export type { Interceptor } from '@zedflow/gateway';
