import type { CallService, ProtocolServer } from '@zedflow/runtime-api';
import type { GatewayListener, ResolvedGatewayOptions, ResolvedListener } from './gateway-options.js';

/** Makes the server of a port; it is not open yet. */
type CreateServer = (
  options: ResolvedGatewayOptions,
  listener: ResolvedListener,
  service: CallService,
) => ProtocolServer | Promise<ProtocolServer>;

/** The protocols by name. Each loads when a port needs it: a gRPC gateway loads no Fastify. */
export const PROTOCOLS: Readonly<Record<GatewayListener['protocol'], () => Promise<CreateServer>>> = {
  grpc: async () => (await import('./grpc/grpc-server.js')).createGrpcServer,
  http: async () => (await import('./http/http-server.js')).createHttpServer,
  websocket: async () => (await import('./websocket/websocket-server.js')).createWebsocketServer,
};
