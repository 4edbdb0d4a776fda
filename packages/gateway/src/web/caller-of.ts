import type { Socket } from 'node:net';
import type { Caller } from '@zedflow/runtime-api';

/** Who is at the other end of a connection: told once for each, however many requests it brings. */
export function callerOf(socket: Socket, protocol: 'http' | 'websocket'): Caller {
  let caller = callers.get(socket);
  if (caller === undefined) {
    caller = { protocol, peer: `${socket.remoteAddress ?? ''}:${socket.remotePort ?? 0}` };
    callers.set(socket, caller);
  }
  return caller;
}

const callers = new WeakMap<Socket, Caller>();
