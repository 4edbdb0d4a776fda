/**
 * Jina's gRPC on the wire, both ends: the server of a Flow or a worker, and the `grpc` link to anything that speaks it.
 *
 * @packageDocumentation
 */

export { connectGrpc } from './client/connect-grpc.js';
export type { GrpcClientTls, GrpcLinkOptions } from './client/grpc-link-options.js';
export { type DocarrayGeneration, gatewayDiscovery, workerDiscovery } from './discovery/discovery-payload.js';
export { GrpcPort } from './server/grpc-port.js';
export { createJinaGrpcServer, type JinaGrpcServer } from './server/jina-grpc-server.js';
export {
  type GatewayServerOptions,
  type GrpcServerTls,
  type JinaGrpcServerOptions,
  resolveJinaGrpcServerOptions,
  type WorkerServerOptions,
} from './server/jina-grpc-server-options.js';
