import { randomBytes } from 'node:crypto';
import type { Dealer } from 'zeromq';
import { frameLimitOf } from './frame-limit.js';
import { loadZeromq } from './load-zeromq.js';

/** How long a closed socket may hold its process to deliver its last answers: a router that lives takes them at once. */
const LINGER_MS = 200;

/** A DEALER socket on its way to an address that a router has bound. Its identity is random: nobody else can take it. */
export async function dialDealer(address: string, maxMessageBytes: number): Promise<Dealer> {
  const { Dealer } = await loadZeromq();
  const socket = new Dealer({
    linger: LINGER_MS,
    // ZeroMQ keeps identities that begin with a zero byte for itself.
    routingId: `z${randomBytes(16).toString('base64url')}`,
    maxMessageSize: frameLimitOf(maxMessageBytes),
  });
  socket.connect(address);
  return socket;
}
