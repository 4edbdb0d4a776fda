import { once } from 'node:events';
import WebSocket from 'ws';
import { dataRequest } from './payload.mjs';

/** One connection in Jina's `bytes` mode. */
export async function createWebSocketCaller({ port, bytes }) {
  const request = dataRequest(bytes);
  // Python Jina does not echo the sub-protocol, which `ws` takes for an error unless it knows of none.
  const socket = await open(port, ['bytes'], {}).catch(() => open(port, [], { 'sec-websocket-protocol': 'bytes' }));
  socket.on('error', () => {});
  const waiting = [];
  socket.on('message', (answer) => waiting.shift()?.(answer.length > 0));
  socket.on('close', () => {
    for (const done of waiting.splice(0)) done(false);
  });
  return {
    call(_lane, done) {
      waiting.push(done);
      socket.send(request);
    },
    close: () => socket.terminate(),
  };
}

async function open(port, protocols, headers) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, protocols, { headers, perMessageDeflate: false, maxPayload: 0 });
  await once(socket, 'open');
  return socket;
}
