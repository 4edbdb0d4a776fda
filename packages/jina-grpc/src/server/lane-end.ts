import { RuntimeError } from '@zedflow/core-protocol';
import { helloEnvelope, PeaEnd } from '@zedflow/links/internal';
import { type Ongoing, type PeaDescription, SYSTEM_CLOCK } from '@zedflow/runtime-api';
import { rpcEndOf } from '../grpc-status.js';
import { LaneReader } from '../lane/lane-framing.js';
import { LANE_LIMIT_KEY, laneLimit } from '../lane/lane-rules.js';
import { LaneWriter, onOwnClock } from '../lane/lane-writer.js';
import type { DuplexCall } from './grpc-call.js';
import { drainingError } from './refusals.js';
import type { RequestContext } from './request-context.js';

/** What a lane needs beside the context of all requests. */
export interface LaneEndOptions {
  readonly name: string;
  readonly maxMessageBytes: number;
  readonly describe: () => PeaDescription;
}

/** The worker's end of a lane: says hello with its credits, then serves calls and streams as on any other link. */
export function serveLane(call: DuplexCall, context: RequestContext, options: LaneEndOptions): void {
  const reader = new LaneReader(options.maxMessageBytes === -1 ? -1 : options.maxMessageBytes + context.maxInFlightBytes);
  const limit = laneLimit(-1, call.metadata.get(LANE_LIMIT_KEY)[0]);
  const writer = new LaneWriter(call, SYSTEM_CLOCK, limit, (item, error) => end.refuse(item, error));
  const end = new PeaEnd({
    name: options.name,
    service: context.service,
    channel: { write: (batch) => writer.write(batch), close: () => void call.end() },
    maxMessageBytes: limit,
    logger: context.logger,
  });
  const ongoing: Ongoing = {
    drain: () => void end.drain().finally(() => ongoing.kill(drainingError())),
    kill(error) {
      call.emit('error', rpcEndOf(error));
      end.fail(error);
    },
  };
  call.on('data', (bytes: Buffer) => {
    try {
      const messages = reader.read(bytes);
      end.receive(messages.some((message) => message.envelope.remainingMs !== undefined) ? messages.map(ownClock) : messages);
    } catch (thrown) {
      ongoing.kill(RuntimeError.from(thrown, 'protocol_malformed'));
    }
  });
  call.once('end', () => void end.close());
  call.once('cancelled', () => end.fail(new RuntimeError('transport_lost', 'the client of a lane has left')));
  void end.closed.then(() => context.activity.end(ongoing));
  end.send(helloEnvelope({ description: options.describe(), calls: context.maxInFlight, bytes: context.maxInFlightBytes }));
  context.activity.begin(ongoing);
}

function ownClock(message: Parameters<typeof onOwnClock>[0]) {
  return onOwnClock(message, SYSTEM_CLOCK);
}
