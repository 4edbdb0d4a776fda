/**
 * The `grpc` link: Jina 3.x on the wire, both ends.
 *
 * @packageDocumentation
 */

export { type ListenPlace, listenError } from '../listen/listen-error.js';
export { connectGrpc } from './client/connect-grpc.js';
export type { GrpcClientTls, GrpcLinkOptions } from './client/grpc-link-options.js';
export { type DocarrayGeneration, gatewayDiscovery, workerDiscovery } from './discovery/discovery-payload.js';
export { createJinaGrpcServer, type JinaGrpcServer } from './server/jina-grpc-server.js';
export type {
  GatewayServerOptions,
  GrpcServerTls,
  JinaGrpcServerOptions,
  WorkerServerOptions,
} from './server/jina-grpc-server-options.js';
export { describeJinaInfo } from './server/jina-info.js';
