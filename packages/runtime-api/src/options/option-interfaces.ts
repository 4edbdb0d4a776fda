// Written by tools/gen-option-types.mjs from the registry beside it.
import type { JsonObject } from '@zedflow/core-protocol';

/** The registry's options of a Flow. */
export interface FlowOptionMembers {
  /**
   * Name of this object, in YAML, logs, routes and errors: a letter, then letters, digits, `_` or `-`.
   * @defaultValue flow
   */
  readonly name?: string | undefined;
  /**
   * Folder for the files of Executors, laid out as <workspace>/<executor>/<replica>. Made when an Executor asks for it.
   * @defaultValue the workspace of the Flow; of the Flow: ./workspace
   */
  readonly workspace?: string | undefined;
  /**
   * File that configures the logger, or `default`.
   * Not in this version: log configuration files are not read yet; use `quiet`, `--log-level` or `--json`.
   * @defaultValue `default`
   */
  readonly logConfig?: string | undefined;
  /**
   * No log and no output of this object is shown.
   * @defaultValue `false`
   */
  readonly quiet?: boolean | undefined;
  /**
   * No stack traces in the log.
   * Not in this version: stack traces in the log follow the log level for now.
   * @defaultValue `false`
   */
  readonly quietError?: boolean | undefined;
  /**
   * Stack traces of errors go to the client. They show paths of this machine.
   * @defaultValue `false`
   */
  readonly exposeStacks?: boolean | undefined;
  /**
   * Environment variables of the Executor, on top of those of this process.
   */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /**
   * Where the Executor runs: PROCESS gives it a child process, THREAD a thread of this process.
   * @defaultValue `PROCESS`
   */
  readonly runtimeBackend?: 'PROCESS' | 'process' | 'THREAD' | 'thread' | undefined;
  /**
   * Longest silence of an Executor while it starts; each sign of progress begins it anew. -1 = wait for ever.
   * Unit: ms.
   * Range: -1 or more.
   * @defaultValue `600000`
   */
  readonly timeoutReady?: number | undefined;
  /**
   * Deadline of control calls, and of each step when an Executor is stopped: finish calls, ask to end, end by force.
   * Unit: ms.
   * Range: -1 or more.
   * @defaultValue `5000`
   */
  readonly timeoutCtrl?: number | undefined;
  /**
   * Largest message on every protocol. -1 = no limit.
   * Unit: bytes.
   * Range: -1 or more.
   * @defaultValue `104857600`
   */
  readonly maxMessageBytes?: number | undefined;
  /**
   * How often a call may be tried again on another replica. Below 0 = the larger of 3 and the number of replicas.
   * Range: -1 or more.
   * @defaultValue `-1`
   */
  readonly retries?: number | undefined;
  /**
   * Deadline of a call to an Executor. -1 = none.
   * Unit: ms.
   * Range: -1 or more.
   * @defaultValue none
   */
  readonly timeoutSend?: number | undefined;
  /**
   * What happens when an Executor ends by itself: `on-failure` starts it again, `never` does not; or { mode, max_failed_starts: 5, delay_ms: 100, max_delay_ms: 10000 }.
   * @defaultValue `on-failure`
   */
  readonly restart?: 'on-failure' | 'never' | JsonObject | undefined;
  /**
   * Options of Node for the child process, such as `--cpu-prof`. Backend PROCESS only.
   */
  readonly nodeOptions?: string | readonly string[] | undefined;
  /**
   * Heap of the Executor.
   * Unit: MB.
   * Range: 16 or more.
   * @defaultValue Node's own
   */
  readonly maxHeapMb?: number | undefined;
  /**
   * YAML file of a Flow.
   * Not in this version: a Flow inside a Flow does not work.
   * @defaultValue none
   */
  readonly uses?: string | JsonObject | undefined;
  /**
   * What happens to the inspecting Executors of the Flow.
   * Not in this version: inspecting Executors do not work yet.
   * @defaultValue `COLLECT`
   */
  readonly inspect?: 'COLLECT' | 'collect' | 'HANG' | 'hang' | 'REMOVE' | 'remove' | undefined;
}

/** The registry's options of a gateway. */
export interface GatewayOptionMembers {
  /**
   * Name of this object, in YAML, logs, routes and errors: a letter, then letters, digits, `_` or `-`.
   * @defaultValue `gateway`
   */
  readonly name?: string | undefined;
  /**
   * Folder for the files of Executors, laid out as <workspace>/<executor>/<replica>. Made when an Executor asks for it.
   * Not in this version: the gateway writes no files.
   * @defaultValue the workspace of the Flow; of the Flow: ./workspace
   */
  readonly workspace?: string | undefined;
  /**
   * File that configures the logger, or `default`.
   * Not in this version: log configuration files are not read yet; use `quiet`, `--log-level` or `--json`.
   * @defaultValue `default`
   */
  readonly logConfig?: string | undefined;
  /**
   * No log and no output of this object is shown.
   * Not in this version: set `quiet` on the Flow.
   * @defaultValue `false`
   */
  readonly quiet?: boolean | undefined;
  /**
   * No stack traces in the log.
   * Not in this version: stack traces in the log follow the log level for now.
   * @defaultValue `false`
   */
  readonly quietError?: boolean | undefined;
  /**
   * Stack traces of the gateway's own errors go to the client.
   * @defaultValue `false`
   */
  readonly exposeStacks?: boolean | undefined;
  /**
   * Environment variables of the Executor, on top of those of this process.
   * Not in this version: the gateway runs in the process of the Flow: set the variables before it starts.
   */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /**
   * Longest silence of an Executor while it starts; each sign of progress begins it anew. -1 = wait for ever.
   * Not in this version: the gateway opens its ports at once when all Executors are ready.
   * Unit: ms.
   * Range: -1 or more.
   * @defaultValue `600000`
   */
  readonly timeoutReady?: number | undefined;
  /**
   * Deadline of control calls, and of each step when an Executor is stopped: finish calls, ask to end, end by force.
   * Not in this version: set it on the Flow or on an Executor.
   * Unit: ms.
   * Range: -1 or more.
   * @defaultValue `5000`
   */
  readonly timeoutCtrl?: number | undefined;
  /**
   * Largest message on every protocol. -1 = no limit.
   * Unit: bytes.
   * Range: -1 or more.
   * @defaultValue `104857600`
   */
  readonly maxMessageBytes?: number | undefined;
  /**
   * How often a call may be tried again on another replica. Below 0 = the larger of 3 and the number of replicas.
   * Range: -1 or more.
   * @defaultValue `-1`
   */
  readonly retries?: number | undefined;
  /**
   * Deadline of a call to an Executor. -1 = none.
   * Unit: ms.
   * Range: -1 or more.
   * @defaultValue none
   */
  readonly timeoutSend?: number | undefined;
  /**
   * The Executor: ./file.ts#Class, a class name (looked up in py_modules), a package#Class, an Executor YAML file, inline YAML or JSON (begins with `jtype:`, `!` or `{`).
   * Not in this version: custom gateways do not work yet.
   * @defaultValue the gateway of the protocols
   */
  readonly uses?: string | JsonObject | undefined;
  /**
   * How shards share the calls: ANY = one of them, ALL = each; or a map from endpoint to either.
   * Not in this version: shards do not work yet; replicas do.
   * @defaultValue `ANY`
   */
  readonly polling?: string | JsonObject | undefined;
  /**
   * Number of parts that the data of this Executor is split into.
   * Not in this version: shards do not work yet; replicas do.
   * Range: 1 or more.
   * @defaultValue `1`
   */
  readonly shards?: number | undefined;
  /**
   * Number of equal instances that share the calls.
   * Not in this version: a Flow has one gateway.
   * Range: 1 to 1000.
   * @defaultValue `1`
   */
  readonly replicas?: number | undefined;
  /**
   * Options of the Executor, over the `with` of its YAML.
   * Not in this version: custom gateways do not work yet.
   */
  readonly usesWith?: JsonObject | undefined;
  /**
   * Over the `metas` of the Executor YAML.
   * Not in this version: custom gateways do not work yet.
   */
  readonly usesMetas?: JsonObject | undefined;
  /**
   * Endpoint to method name, over the `requests` of the Executor YAML and the class.
   * Not in this version: custom gateways do not work yet.
   */
  readonly usesRequests?: Readonly<Record<string, string>> | undefined;
  /**
   * JavaScript or TypeScript modules to load before the Executor; a bare class name in `uses` is looked up in them.
   * Not in this version: custom gateways do not work yet.
   */
  readonly pyModules?: string | readonly string[] | undefined;
  /**
   * The runtime that hosts the Executor: WorkerRuntime or ZEDRuntime, which are the same here.
   * Not in this version: the gateway follows from `protocol`.
   * @defaultValue `GRPCGatewayRuntime`
   */
  readonly runtimeCls?: string | undefined;
  /**
   * Port of each protocol, in their order; 0 = any free one, which is reported.
   * Range: 0 to 65535.
   * @defaultValue any free port
   */
  readonly port?: number | readonly number[] | undefined;
  /**
   * Address to listen on.
   * Environment variable: `JINA_DEFAULT_HOST`.
   * @defaultValue `0.0.0.0`
   */
  readonly host?: string | undefined;
  /**
   * Address that an explicit `port` listens on.
   * Not in this version: use `host`.
   * @defaultValue `0.0.0.0`
   */
  readonly hostIn?: string | undefined;
  /**
   * The Executor runs in this process without a Pea.
   * Not in this version: use `runtime_backend: THREAD`.
   * @defaultValue `false`
   */
  readonly native?: boolean | undefined;
  /**
   * Type that tensors are written as.
   * Not in this version: tensors go out as the Executor returns them.
   * @defaultValue as the Executor returns them
   */
  readonly outputArrayType?: string | undefined;
  /**
   * Options of the gRPC server.
   * Not in this version: gRPC options cannot be set yet; for the size of messages use `max_message_bytes`.
   */
  readonly grpcServerOptions?: JsonObject | undefined;
  /**
   * Compression between gateway and Executors.
   * Not in this version: links do not compress.
   * @defaultValue none
   */
  readonly compression?: string | undefined;
  /**
   * Serve Prometheus metrics.
   * Not in this version: metrics are not served yet.
   * @defaultValue `false`
   */
  readonly monitoring?: boolean | undefined;
  /**
   * Port of the metrics.
   * Not in this version: metrics are not served yet.
   * Range: 0 to 65535.
   * @defaultValue any free port
   */
  readonly portMonitoring?: number | undefined;
  /**
   * Nobody waits for this Executor and its output is dropped.
   * Not in this version: only graphs that are one line work yet.
   * @defaultValue `false`
   */
  readonly floating?: boolean | undefined;
  /**
   * Protocols that clients speak; each has its own port.
   * @defaultValue `GRPC`
   */
  readonly protocol?:
    | 'GRPC'
    | 'grpc'
    | 'HTTP'
    | 'http'
    | 'WEBSOCKET'
    | 'websocket'
    | readonly ('GRPC' | 'grpc' | 'HTTP' | 'http' | 'WEBSOCKET' | 'websocket')[]
    | undefined;
  /**
   * Generation of documents where a request does not tell its own: v1 = docarray below 0.30, v2 = from 0.30 on.
   * @defaultValue `v2`
   */
  readonly docarray?: 'v1' | 'v2' | undefined;
  /**
   * Requests of one connection that are under way at once. 0 = no limit.
   * Unit: requests.
   * Range: 0 or more.
   * @defaultValue `1000`
   */
  readonly prefetch?: number | undefined;
  /**
   * Calls that take longer are logged with the time of each node. -1 = none.
   * Unit: ms.
   * Range: -1 or more.
   * @defaultValue `-1`
   */
  readonly slowCallMs?: number | undefined;
  /**
   * Title of the HTTP documentation page.
   * @defaultValue name of the Flow
   */
  readonly title?: string | undefined;
  /**
   * Description on the HTTP documentation page.
   * @defaultValue none
   */
  readonly description?: string | undefined;
  /**
   * Pages of any origin may call over HTTP and open WebSockets, without credentials.
   * @defaultValue `false`
   */
  readonly cors?: boolean | undefined;
  /**
   * No /status and /post on HTTP.
   * @defaultValue `false`
   */
  readonly noDebugEndpoints?: boolean | undefined;
  /**
   * No /index, /search, /update and /delete on HTTP.
   * @defaultValue `false`
   */
  readonly noCrudEndpoints?: boolean | undefined;
  /**
   * Map (or its JSON) from Executor endpoint to HTTP route.
   */
  readonly exposeEndpoints?: string | JsonObject | undefined;
  /**
   * Options of Jina's Python HTTP server.
   * Not in this version: they are options of a Python server.
   */
  readonly uvicornKwargs?: JsonObject | undefined;
  /**
   * Certificate file (PEM): all protocols speak TLS. Needs ssl_keyfile.
   */
  readonly sslCertfile?: string | undefined;
  /**
   * Key file (PEM) of ssl_certfile.
   */
  readonly sslKeyfile?: string | undefined;
  /**
   * A /graphql endpoint on HTTP.
   * Not in this version: GraphQL does not work yet.
   * @defaultValue `false`
   */
  readonly exposeGraphqlEndpoint?: boolean | undefined;
  /**
   * Respect http_proxy and https_proxy when the gateway calls Executors.
   * Not in this version: links never use a proxy.
   * @defaultValue `false`
   */
  readonly proxy?: boolean | undefined;
  /**
   * Node to its successors, from `start-gateway` to `end-gateway`. For `zedflow gateway`; a Flow makes it itself.
   * @defaultValue `{}`
   */
  readonly graphDescription?: string | JsonObject | undefined;
  /**
   * Node to its addresses (grpc://host:port). For `zedflow gateway`; a Flow makes it itself.
   * @defaultValue `{}`
   */
  readonly deploymentsAddresses?: string | JsonObject | undefined;
  /**
   * Node to the condition on its documents.
   * Not in this version: conditions do not work yet.
   * @defaultValue `{}`
   */
  readonly graphConditions?: string | JsonObject | undefined;
  /**
   * Node to the metadata that calls to it carry.
   * Not in this version: metadata per node does not work yet.
   * @defaultValue `{}`
   */
  readonly deploymentsMetadata?: string | JsonObject | undefined;
  /**
   * Nodes whose inputs are not merged.
   * Not in this version: only graphs that are one line work yet.
   * @defaultValue `[]`
   */
  readonly deploymentsDisableReduce?: string | readonly string[] | undefined;
}

/** The registry's options of an Executor. */
export interface ExecutorOptionMembers {
  /**
   * Name of this object, in YAML, logs, routes and errors: a letter, then letters, digits, `_` or `-`.
   * @defaultValue executor0, executor1, ... in the order of the Flow
   */
  readonly name?: string | undefined;
  /**
   * Folder for the files of Executors, laid out as <workspace>/<executor>/<replica>. Made when an Executor asks for it.
   * @defaultValue the workspace of the Flow; of the Flow: ./workspace
   */
  readonly workspace?: string | undefined;
  /**
   * File that configures the logger, or `default`.
   * Not in this version: log configuration files are not read yet; use `quiet`, `--log-level` or `--json`.
   * @defaultValue `default`
   */
  readonly logConfig?: string | undefined;
  /**
   * No log and no output of this object is shown.
   * @defaultValue `false`
   */
  readonly quiet?: boolean | undefined;
  /**
   * No stack traces in the log.
   * Not in this version: stack traces in the log follow the log level for now.
   * @defaultValue `false`
   */
  readonly quietError?: boolean | undefined;
  /**
   * Stack traces of what a handler throws go to the client.
   * @defaultValue `false`
   */
  readonly exposeStacks?: boolean | undefined;
  /**
   * Environment variables of the Executor, on top of those of this process.
   */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /**
   * Where the Executor runs: PROCESS gives it a child process, THREAD a thread of this process.
   * @defaultValue `PROCESS`
   */
  readonly runtimeBackend?: 'PROCESS' | 'process' | 'THREAD' | 'thread' | undefined;
  /**
   * Longest silence of an Executor while it starts; each sign of progress begins it anew. -1 = wait for ever.
   * Unit: ms.
   * Range: -1 or more.
   * @defaultValue `600000`
   */
  readonly timeoutReady?: number | undefined;
  /**
   * Deadline of control calls, and of each step when an Executor is stopped: finish calls, ask to end, end by force.
   * Unit: ms.
   * Range: -1 or more.
   * @defaultValue `5000`
   */
  readonly timeoutCtrl?: number | undefined;
  /**
   * Largest message on every protocol. -1 = no limit.
   * Unit: bytes.
   * Range: -1 or more.
   * @defaultValue `104857600`
   */
  readonly maxMessageBytes?: number | undefined;
  /**
   * How often a call may be tried again on another replica. Below 0 = the larger of 3 and the number of replicas.
   * Range: -1 or more.
   * @defaultValue `-1`
   */
  readonly retries?: number | undefined;
  /**
   * Deadline of a call to an Executor. -1 = none.
   * Unit: ms.
   * Range: -1 or more.
   * @defaultValue none
   */
  readonly timeoutSend?: number | undefined;
  /**
   * What happens when an Executor ends by itself: `on-failure` starts it again, `never` does not; or { mode, max_failed_starts: 5, delay_ms: 100, max_delay_ms: 10000 }.
   * @defaultValue `on-failure`
   */
  readonly restart?: 'on-failure' | 'never' | JsonObject | undefined;
  /**
   * Options of Node for the child process, such as `--cpu-prof`. Backend PROCESS only.
   */
  readonly nodeOptions?: string | readonly string[] | undefined;
  /**
   * Heap of the Executor.
   * Unit: MB.
   * Range: 16 or more.
   * @defaultValue Node's own
   */
  readonly maxHeapMb?: number | undefined;
  /**
   * The Executor: ./file.ts#Class, a class name (looked up in py_modules), a package#Class, an Executor YAML file, inline YAML or JSON (begins with `jtype:`, `!` or `{`).
   * @defaultValue `BaseExecutor`
   */
  readonly uses?: string | JsonObject | undefined;
  /**
   * How shards share the calls: ANY = one of them, ALL = each; or a map from endpoint to either.
   * Not in this version: shards do not work yet; replicas do.
   * @defaultValue `ANY`
   */
  readonly polling?: string | JsonObject | undefined;
  /**
   * Number of parts that the data of this Executor is split into.
   * Not in this version: shards do not work yet; replicas do.
   * Range: 1 or more.
   * @defaultValue `1`
   */
  readonly shards?: number | undefined;
  /**
   * Number of equal instances that share the calls.
   * Range: 1 to 1000.
   * @defaultValue `1`
   */
  readonly replicas?: number | undefined;
  /**
   * Options of the Executor, over the `with` of its YAML.
   */
  readonly usesWith?: JsonObject | undefined;
  /**
   * Over the `metas` of the Executor YAML.
   */
  readonly usesMetas?: JsonObject | undefined;
  /**
   * Endpoint to method name, over the `requests` of the Executor YAML and the class.
   */
  readonly usesRequests?: Readonly<Record<string, string>> | undefined;
  /**
   * JavaScript or TypeScript modules to load before the Executor; a bare class name in `uses` is looked up in them.
   */
  readonly pyModules?: string | readonly string[] | undefined;
  /**
   * The runtime that hosts the Executor: WorkerRuntime or ZEDRuntime, which are the same here.
   * @defaultValue `WorkerRuntime`
   */
  readonly runtimeCls?: string | undefined;
  /**
   * A Pea also listens on gRPC there, in Jina's wire: one port, or one per replica; 0 = any free one.
   * Range: 0 to 65535.
   * @defaultValue none: Peas dial in
   */
  readonly port?: number | readonly number[] | undefined;
  /**
   * Host that the Executor runs on.
   * Not in this version: Executors on other hosts do not work yet.
   * Environment variable: `JINA_DEFAULT_HOST`.
   * @defaultValue `0.0.0.0`
   */
  readonly host?: string | undefined;
  /**
   * Address that an explicit `port` listens on.
   * @defaultValue `0.0.0.0`
   */
  readonly hostIn?: string | undefined;
  /**
   * The Executor runs in this process without a Pea.
   * Not in this version: use `runtime_backend: THREAD`.
   * @defaultValue `false`
   */
  readonly native?: boolean | undefined;
  /**
   * Type that tensors are written as.
   * Not in this version: tensors go out as the Executor returns them.
   * @defaultValue as the Executor returns them
   */
  readonly outputArrayType?: string | undefined;
  /**
   * Options of the gRPC server.
   * Not in this version: gRPC options cannot be set yet; for the size of messages use `max_message_bytes`.
   */
  readonly grpcServerOptions?: JsonObject | undefined;
  /**
   * Compression between gateway and Executors.
   * Not in this version: links do not compress.
   * @defaultValue none
   */
  readonly compression?: string | undefined;
  /**
   * Serve Prometheus metrics.
   * Not in this version: metrics are not served yet.
   * @defaultValue `false`
   */
  readonly monitoring?: boolean | undefined;
  /**
   * Port of the metrics.
   * Not in this version: metrics are not served yet.
   * Range: 0 to 65535.
   * @defaultValue any free port
   */
  readonly portMonitoring?: number | undefined;
  /**
   * Nobody waits for this Executor and its output is dropped.
   * Not in this version: only graphs that are one line work yet.
   * @defaultValue `false`
   */
  readonly floating?: boolean | undefined;
  /**
   * Names of the nodes whose output this one takes; `gateway` is the start.
   * @defaultValue the Executor before it
   */
  readonly needs?: string | readonly string[] | undefined;
  /**
   * Condition that documents must meet to go to this Executor.
   * Not in this version: conditions do not work yet.
   */
  readonly when?: JsonObject | undefined;
  /**
   * The Executor runs already, at `host` and `port`.
   * Not in this version: external Executors work with `zedflow gateway` only.
   * @defaultValue `false`
   */
  readonly external?: boolean | undefined;
  /**
   * Calls that may wait at or run in one replica; more wait at the gateway.
   * Unit: calls.
   * Range: 1 or more.
   * @defaultValue `64`
   */
  readonly maxInFlight?: number | undefined;
  /**
   * Bytes of documents that may wait at or run in one replica. One call is let in always.
   * Unit: bytes.
   * Range: 1 or more.
   * @defaultValue `67108864`
   */
  readonly maxInFlightBytes?: number | undefined;
  /**
   * Address of Node's debugger for the child process, such as 127.0.0.1:9230. Backend PROCESS and one replica only.
   */
  readonly nodeInspect?: string | undefined;
  /**
   * A Pea also answers `zedflow ping HOST PORT` there: one port, or one per replica; 0 = any free one, which is logged.
   * Range: 0 to 65535.
   * @defaultValue none
   */
  readonly portCtrl?: number | readonly number[] | undefined;
  /**
   * Address that `port_ctrl` listens on. Everybody who reaches it can see what the Pea is doing.
   * @defaultValue `127.0.0.1`
   */
  readonly hostCtrl?: string | undefined;
  /**
   * Replaces the image's entry point.
   * Not in this version: containers need @zedflow/container-runtime, which is not part of this version.
   */
  readonly entrypoint?: string | undefined;
  /**
   * Options of the container.
   * Not in this version: containers need @zedflow/container-runtime, which is not part of this version.
   */
  readonly dockerKwargs?: JsonObject | undefined;
  /**
   * Folders of this host to mount: host path, or host:container.
   * Not in this version: containers need @zedflow/container-runtime, which is not part of this version.
   */
  readonly volumes?: string | readonly string[] | undefined;
  /**
   * GPUs that the container sees.
   * Not in this version: containers need @zedflow/container-runtime, which is not part of this version.
   */
  readonly gpus?: string | undefined;
  /**
   * Mount no folder by itself.
   * Not in this version: containers need @zedflow/container-runtime, which is not part of this version.
   * @defaultValue `false`
   */
  readonly disableAutoVolume?: boolean | undefined;
  /**
   * Do not show the logs of the other host.
   * Not in this version: Executors on other hosts do not work yet.
   * @defaultValue `false`
   */
  readonly quietRemoteLogs?: boolean | undefined;
  /**
   * Files to copy to the other host.
   * Not in this version: Executors on other hosts do not work yet.
   */
  readonly uploadFiles?: string | readonly string[] | undefined;
  /**
   * Install what a Hub Executor needs.
   * Not in this version: there is no Hub of npm packages: install the package with npm and name it in `uses`.
   * @defaultValue `false`
   */
  readonly installRequirements?: boolean | undefined;
  /**
   * Fetch a Hub Executor anew.
   * Not in this version: there is no Hub of npm packages: install the package with npm and name it in `uses`.
   * @defaultValue `false`
   */
  readonly forceUpdate?: boolean | undefined;
  /**
   * Address of the Executor that runs before the shards.
   * Not in this version: heads do not work yet.
   */
  readonly usesBeforeAddress?: string | undefined;
  /**
   * Address of the Executor that runs after the shards.
   * Not in this version: heads do not work yet.
   */
  readonly usesAfterAddress?: string | undefined;
  /**
   * Executor that runs before the shards.
   * Not in this version: heads do not work yet.
   */
  readonly usesBefore?: string | JsonObject | undefined;
  /**
   * Executor that runs after the shards.
   * Not in this version: heads do not work yet.
   */
  readonly usesAfter?: string | JsonObject | undefined;
  /**
   * Addresses of the shards behind a head.
   * Not in this version: heads do not work yet.
   */
  readonly connectionList?: string | JsonObject | undefined;
  /**
   * The inputs of this Executor are not merged before it.
   * Not in this version: only graphs that are one line work yet.
   * @defaultValue `false`
   */
  readonly disableReduce?: boolean | undefined;
  /**
   * Newer name of disable_reduce.
   * Not in this version: only graphs that are one line work yet.
   * @defaultValue `false`
   */
  readonly noReduce?: boolean | undefined;
}
