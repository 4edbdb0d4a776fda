import type { Link, Logger, PeaDescription, PeaSpec } from '@zedflow/runtime-api';
import { creditShare } from '../actor/credit-share.js';

export interface ListenerOptions {
  /** The listener's own way to the actor. */
  readonly link: Link;
  readonly spec: Pick<PeaSpec, 'name' | 'maxMessageBytes' | 'maxInFlight' | 'maxInFlightBytes'>;
  readonly listen: NonNullable<PeaSpec['listen']>;
  readonly logger: Logger;
}

export interface Listener {
  /** `grpc://host:port`, with the real port. */
  readonly address: string;
  /** Readiness off, no new call, `graceMs` for the others, port closed. */
  readonly close: (graceMs: number) => Promise<void>;
}

/**
 * Opens a port that speaks Jina's gRPC wire in front of an actor. It runs on the main thread, so health and discovery answer
 * while the handler blocks its own.
 */
export async function listen({ link, spec, listen: address, logger }: ListenerOptions): Promise<Listener> {
  // Only a Pea that listens pays for gRPC.
  const { createJinaGrpcServer } = await import('@zedflow/jina-grpc');
  const server = createJinaGrpcServer({
    role: 'worker',
    name: spec.name,
    service: link,
    // The link is open: it has its description.
    describe: () => link.description as PeaDescription,
    host: address.host,
    port: address.port,
    maxMessageBytes: spec.maxMessageBytes,
    // One stream is held back before it asks for more than the actor grants.
    maxInFlight: creditShare(spec, 2).calls,
    maxInFlightBytes: creditShare(spec, 2).bytes,
    logger,
  });
  await server.start();
  return { address: server.address, close: (graceMs) => server.stop({ graceMs }) };
}
