import { randomBytes } from 'node:crypto';
import type { Dealer } from 'zeromq';
import { frameLimitOf } from './frame-limit.js';
import { loadZeromq } from './load-zeromq.js';

/** A DEALER socket on its way to an address that a router has bound. Its identity is random: nobody else can take it. */
export async function dialDealer(address: string, maxMessageBytes: number, lingerMs: number): Promise<Dealer> {
  const { Dealer } = await loadZeromq();
  const socket = new Dealer({
    linger: lingerMs,
    // ZeroMQ takes nothing for a router that is not there. What it held would outlive the thread that made it: it frees the frames of a
    // thread by calling back into that thread, which crashes the process when the thread has ended meanwhile (zeromq 6.8).
    immediate: true,
    // ZeroMQ keeps identities that begin with a zero byte for itself.
    routingId: `z${randomBytes(16).toString('base64url')}`,
    maxMessageSize: frameLimitOf(maxMessageBytes),
  });
  socket.connect(address);
  return socket;
}
