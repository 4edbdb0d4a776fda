import { type Client, Metadata, type ServiceError } from '@grpc/grpc-js';
import { JINA_METHODS, RuntimeError } from '@zedflow/core-protocol';
import { RouterEnd } from '@zedflow/links/internal';
import { SYSTEM_CLOCK } from '@zedflow/runtime-api';
import { LaneReader } from '../lane/lane-framing.js';
import { LANE_KEY, LANE_LIMIT_KEY, LANE_VERSION, laneLimit } from '../lane/lane-rules.js';
import { LaneWriter } from '../lane/lane-writer.js';
import { asBuffer, sameBytes } from '../service-definitions.js';
import type { ResolvedGrpcLinkOptions } from './grpc-link-options.js';
import { errorOfService } from './unary-request.js';

/** Opens a lane to one of our own workers. It is ready when the worker's hello has come, and is over when the RPC is. */
export function openLane(client: Client, address: string, options: ResolvedGrpcLinkOptions, toldLimit: string | undefined): RouterEnd {
  const limit = laneLimit(options.maxMessageBytes, toldLimit);
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(options.metadata)) metadata.set(name, value);
  metadata.set(LANE_KEY, LANE_VERSION);
  metadata.set(LANE_LIMIT_KEY, String(options.maxMessageBytes));
  const call = client.makeBidiStreamRequest(JINA_METHODS.call.path, asBuffer, sameBytes, metadata);
  const writer = new LaneWriter(call, SYSTEM_CLOCK, limit, (item, error) => link.refuse(item, error));
  const reader = new LaneReader(-1);
  const link: RouterEnd = new RouterEnd({
    name: options.name,
    address,
    maxMessageBytes: limit,
    logger: options.logger,
    clock: SYSTEM_CLOCK,
    channel: {
      write: (batch) => writer.write(batch),
      // gRPC does not tell what the other side has read: what was written may have begun.
      mayHaveStarted: () => true,
      close: () => call.cancel(),
    },
  });
  call.on('data', (bytes: Buffer) => {
    try {
      link.receiveOrOpen(reader.read(bytes));
    } catch (thrown) {
      link.fail(RuntimeError.from(thrown, 'protocol_malformed'));
      call.cancel();
    }
  });
  call.on('error', (error: ServiceError) => link.fail(lostLane(error, address)));
  call.on('end', () => link.fail(new RuntimeError('transport_lost', `${address} has ended its lane`, { details: { address } })));
  return link;
}

function lostLane(cause: ServiceError, address: string): RuntimeError {
  const told = errorOfService(cause, address);
  if (told.code === 'runtime_draining') return told;
  return new RuntimeError('transport_lost', `the connection to ${address} broke: ${cause.details}`, { details: { address }, cause: told });
}
