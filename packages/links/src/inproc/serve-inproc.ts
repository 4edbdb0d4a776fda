import type { MessagePort } from 'node:worker_threads';
import { RuntimeError } from '@zedflow/core-protocol';
import { type CallService, type Logger, type PeaDescription, SILENT_LOGGER } from '@zedflow/runtime-api';
import { helloEnvelope } from '../contract/hello.js';
import { DEFAULT_CREDITS } from '../credits/default-credits.js';
import { PeaEnd } from '../pea-end/pea-end.js';
import type { Serving } from '../pea-end/serving.js';
import { PortChannel } from './port-channel.js';
import { StartCounter } from './start-counter.js';

/** Options of {@link serveInproc}. */
export interface InprocServingOptions {
  /** `encoder/rep-0`. */
  readonly name: string;
  readonly description?: PeaDescription;
  /** Calls and payload bytes that may be in flight. Defaults 256 calls, 256 MiB. More can be granted later. */
  readonly credits?: { readonly calls: number; readonly bytes: number };
  /** Payload bytes of one message in either direction. Default -1 = no limit. */
  readonly maxMessageBytes?: number;
  readonly logger?: Logger;
}

/**
 * The Pea's end of an inproc link, in the thread of the Executor: says hello, then hands every call to `service`.
 * The `signal` that a service finds in its options is made when it is first read: leave it alone on hot paths that need none.
 */
export function serveInproc(port: MessagePort, service: CallService, options: InprocServingOptions): Serving {
  const { name, description, credits = DEFAULT_CREDITS, maxMessageBytes = -1, logger = SILENT_LOGGER } = options;
  let counter = new StartCounter();
  const channel = new PortChannel(port, {
    onMessages: (messages) => end.receive(messages),
    onGarbage: (err) => logger.warn('garbage on a port ignored', { replica: name, err }),
    onRefused: (item, error) => end.refuse(item, error),
    onClosed: () => end.fail(new RuntimeError('transport_lost', `The router of ${name} has closed its port.`)),
  });
  const end = new PeaEnd({ name, service, channel, maxMessageBytes, logger, onStarted: (sequence) => counter.set(sequence) });
  port.on('message', (posted: unknown) => {
    // The router's first word is the memory in which it reads how far this side has come.
    if (posted instanceof SharedArrayBuffer) counter = new StartCounter(posted);
    else channel.read(posted);
  });
  end.send(helloEnvelope({ ...(description && { description }), ...credits }));
  return end;
}
