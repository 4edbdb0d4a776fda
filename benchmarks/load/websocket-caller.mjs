import { once } from 'node:events';
import WebSocket from 'ws';
import { dataRequest } from './payload.mjs';

/** One connection in Jina's `bytes` mode. */
export async function createWebSocketCaller({ port, bytes }) {
  const request = dataRequest(bytes);
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, ['bytes'], { perMessageDeflate: false, maxPayload: 0 });
  // Jina's servers do not echo the sub-protocol that was offered; `ws` takes that for an error.
  socket.on('error', () => {});
  await once(socket, 'open');
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
