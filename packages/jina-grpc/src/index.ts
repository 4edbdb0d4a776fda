/**
 * Jina's gRPC on the wire, both ends: the server of a Flow or a worker, and the `grpc` link to anything that speaks it.
 *
 * @packageDocumentation
 */

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
