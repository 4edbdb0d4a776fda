/** A link whose other end answers in this thread: what both ends cost, without a transport. */
import { RouterEnd } from '@zedflow/links/internal';
import { SILENT_LOGGER, SYSTEM_CLOCK } from '@zedflow/runtime-api';

export function loopback() {
  const link = new RouterEnd({
    name: 'echo/rep-0',
    address: 'loopback',
    maxMessageBytes: -1,
    logger: SILENT_LOGGER,
    clock: SYSTEM_CLOCK,
    channel: {
      write(batch) {
        const answers = batch.map(({ sequence, message: { envelope, payloads } }) => ({
          envelope: { kind: 'reply', sequence, requestId: envelope.requestId, endpoint: envelope.endpoint },
          payloads,
        }));
        queueMicrotask(() => link.receive(answers));
      },
      mayHaveStarted: () => true,
      close() {},
    },
  });
  link.open(undefined, 1_000, 2 ** 30);
  return link;
}
