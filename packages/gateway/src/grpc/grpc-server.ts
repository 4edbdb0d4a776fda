import { GrpcPort, resolveJinaGrpcServerOptions } from '@zedflow/jina-grpc';
import type { CallService, ProtocolServer } from '@zedflow/runtime-api';
import type { ResolvedGatewayOptions, ResolvedListener } from '../gateway-options.js';

/** A port that speaks Jina's gRPC. */
export function createGrpcServer(
  options: ResolvedGatewayOptions,
  { host, port, tls }: ResolvedListener,
  service: CallService,
): ProtocolServer {
  const { describe, maxMessageBytes, maxInFlight, docarray, logger } = options;
  return new GrpcPort(
    resolveJinaGrpcServerOptions({
      role: 'gateway',
      name: 'gateway',
      service,
      describe,
      host,
      port,
      ...(tls && { tls }),
      maxMessageBytes,
      maxInFlight,
      docarray,
      logger,
    }),
  );
}
