import { createJinaGrpcServer } from '@zedflow/jina-grpc';
import type { CallService } from '@zedflow/runtime-api';
import type { ResolvedGatewayOptions, ResolvedListener } from '../gateway-options.js';
import { addressOf, type Listening } from '../listening.js';

/** Opens a gRPC port in Jina's wire. Rejects with `gateway_port_in_use`. */
export async function listenGrpc(options: ResolvedGatewayOptions, listener: ResolvedListener, service: CallService): Promise<Listening> {
  const { host, tls } = listener;
  const server = createJinaGrpcServer({
    role: 'gateway',
    name: 'gateway',
    service,
    describe: options.describe,
    host,
    port: listener.port,
    ...(tls && { tls }),
    maxMessageBytes: options.maxMessageBytes,
    maxInFlight: options.maxInFlight,
    docarray: options.docarray,
    logger: options.logger,
  });
  await server.start();
  const { port } = server;
  return {
    protocol: 'grpc',
    host,
    port,
    address: addressOf('grpc', host, port, tls !== undefined),
    stop: (stopOptions) => server.stop(stopOptions),
  };
}
