/**
 * Both ends of the links between a router and a Pea.
 *
 * @packageDocumentation
 */
export { DEFAULT_CREDITS } from './credits/default-credits.js';
export { connectGrpc } from './grpc/client/connect-grpc.js';
export type { GrpcClientTls, GrpcLinkOptions } from './grpc/client/grpc-link-options.js';
export { type DocarrayGeneration, gatewayDiscovery, workerDiscovery } from './grpc/discovery/discovery-payload.js';
export { createJinaGrpcServer, type JinaGrpcServer } from './grpc/server/jina-grpc-server.js';
export type {
  GatewayServerOptions,
  GrpcServerTls,
  JinaGrpcServerOptions,
  WorkerServerOptions,
} from './grpc/server/jina-grpc-server-options.js';
export { describeJinaInfo } from './grpc/server/jina-info.js';
export { connectInproc, type InprocLinkOptions } from './inproc/connect-inproc.js';
export { type InprocServingOptions, serveInproc } from './inproc/serve-inproc.js';
export { type ListenPlace, listenError } from './listen/listen-error.js';
export type { Serving } from './pea-end/serving.js';
export type { SupervisedLink } from './router-end/supervised-link.js';
export { bindZed, type ZedBinding, type ZedBindOptions } from './zed/bind-zed.js';
export { connectZedControl, type ZedControlConnection, type ZedControlOptions } from './zed/connect-zed-control.js';
export { type ControlPort, type ControlPortOptions, openControlPort } from './zed/control-port.js';
export { type ControlPortClient, dialControlPort } from './zed/dial-control-port.js';
export type { IpcKind } from './zed/ipc-address.js';
export { loadZeromq } from './zed/load-zeromq.js';
export { serveZedData, type ZedDataOptions } from './zed/serve-zed-data.js';
export type { ControlRequestOptions, ZedControl } from './zed/zed-control.js';
