import { type Message, RuntimeError } from '@zedflow/core-protocol';
import { type CallService, type Logger, SILENT_LOGGER } from '@zedflow/runtime-api';
import type { Dealer } from 'zeromq';
import { decodeBatch } from '../batch/decode-batch.js';
import { helloEnvelope } from '../contract/hello.js';
import { DEFAULT_CREDITS } from '../credits/default-credits.js';
import { PeaEnd } from '../pea-end/pea-end.js';
import type { Serving } from '../pea-end/serving.js';
import { dialDealer } from './dial-dealer.js';
import { packLimitOf } from './frame-limit.js';
import { socketWriter } from './socket-channel.js';

/** Milliseconds for the router to read the last answers when a Pea closes: one that lives reads them at once. */
const LAST_ANSWERS_MS = 100;
/** Milliseconds for ZeroMQ's own threads to drop what was never read; they must be done with it before this thread ends. */
const RELEASE_MS = 10;

/** Options of {@link serveZedData}. */
export interface ZedDataOptions {
  /** `encoder/rep-0`. */
  readonly name: string;
  /** `dataAddress` and `token` of the router's binding. */
  readonly address: string;
  readonly token: string;
  readonly service: CallService;
  /** Calls and payload bytes that may be in flight. Defaults 256 calls, 256 MiB. More can be granted later. */
  readonly credits?: { readonly calls: number; readonly bytes: number };
  /** Payload bytes of one message in either direction. Default -1 = no limit. */
  readonly maxMessageBytes?: number;
  readonly logger?: Logger;
}

/**
 * The Pea's data end of a zed link, in the thread of the Executor: dials, says hello, then hands every call to `service`.
 * The process must have loaded ZeroMQ in its main thread before (`loadZeromq`, which `connectZedControl` calls). Such a thread is ended
 * by a message that makes it call `close`, never by `terminate()`: that would abort the whole process.
 */
export async function serveZedData(options: ZedDataOptions): Promise<Serving> {
  const { name, address, token, service, credits = DEFAULT_CREDITS, maxMessageBytes = -1, logger = SILENT_LOGGER } = options;
  const socket = await dialDealer(address, maxMessageBytes, 0);
  let closing: Promise<void> | undefined;
  const end: PeaEnd = new PeaEnd({
    name,
    service,
    maxMessageBytes,
    logger,
    lastAnswersMs: LAST_ANSWERS_MS,
    channel: {
      write: socketWriter(
        ({ frame, large }) => socket.send(large.length === 0 ? frame : [frame, ...large]),
        packLimitOf(maxMessageBytes),
        (item, error) => end.refuse(item, error),
      ),
      close: () => {
        closing ??= letGo(socket);
        return closing;
      },
    },
  });
  end.send(helloEnvelope({ token, ...credits }));
  void readCalls(socket, end, name, logger);
  return end;
}

async function letGo(socket: Dealer): Promise<void> {
  socket.close();
  await new Promise((resolve) => setTimeout(resolve, RELEASE_MS));
}

/** Reads until the socket is closed. */
async function readCalls(socket: Dealer, end: PeaEnd, name: string, logger: Logger): Promise<void> {
  try {
    for (;;) {
      const [frame, ...large] = await socket.receive();
      let messages: Message[];
      try {
        messages = decodeBatch(frame as Buffer, large);
      } catch (err) {
        logger.warn('garbage on a socket ignored', { replica: name, err });
        continue;
      }
      if (messages[0]?.envelope.kind !== 'hello') end.receive(messages);
    }
  } catch (cause) {
    if (!socket.closed) end.fail(new RuntimeError('transport_lost', `The data socket of ${name} broke.`, { cause }));
  }
}
