import type { MessagePort } from 'node:worker_threads';
import { RuntimeError } from '@zedflow/core-protocol';
import type { Link } from '@zedflow/runtime-api';
import { type Clock, type Logger, SILENT_LOGGER, SYSTEM_CLOCK } from '@zedflow/runtime-api';
import { RouterEnd } from '../router-end/router-end.js';
import { PortChannel } from './port-channel.js';
import { StartCounter } from './start-counter.js';

/** Options of {@link connectInproc}. */
export interface InprocLinkOptions {
  /** `encoder/rep-0`. */
  readonly name: string;
  /** Payload bytes of one message in either direction. Default -1 = no limit. */
  readonly maxMessageBytes?: number;
  readonly logger?: Logger;
  readonly clock?: Clock;
}

/**
 * The router's end of a link to an Executor in another thread of this process. The other end of `port` goes to `serveInproc`.
 * The link becomes ready when the Pea's hello has come. The calls of one turn of the event loop are posted as one batch; payloads
 * from 64 KiB up are in shared memory, copied once, so that hops, branches and retries share them: a reader must not change them.
 * What is in flight when the thread ends rejects with `transport_lost` (or with what `fail` was given), `details.started` exact.
 */
export function connectInproc(port: MessagePort, options: InprocLinkOptions): Link {
  const { name, maxMessageBytes = -1, logger = SILENT_LOGGER, clock = SYSTEM_CLOCK } = options;
  const counter = new StartCounter();
  const channel = new PortChannel(port, {
    onMessages: (messages) => link.receiveOrOpen(messages),
    onGarbage: (err) => logger.warn('garbage on a port ignored', { replica: name, err }),
    onRefused: (item, error) => link.refuse(item, error),
    onClosed: () => link.fail(new RuntimeError('transport_lost', `The thread of ${name} has ended or closed its port.`)),
  });
  const link = new RouterEnd({
    name,
    address: `inproc://${name}`,
    maxMessageBytes,
    logger,
    clock,
    readsFrames: true,
    channel: {
      write: (batch) => channel.write(batch),
      mayHaveStarted: (sequence) => counter.hasReached(sequence),
      close: () => channel.close(),
    },
  });
  port.on('message', (posted: unknown) => channel.read(posted));
  port.postMessage(counter.buffer);
  return link;
}
