import { once } from 'node:events';
import WebSocket from 'ws';
import { Answers } from './answers.mjs';
import { DATED_HEADERS } from './caller-headers.mjs';
import { protoRequests } from './requests.mjs';

/** One connection in Jina's `bytes` mode. Headers and the time that each call has are the connection's. */
export async function createWebSocketCaller({ port, bytes, inFlight, isDated }) {
  const { next, requestIdOf, documentOf } = protoRequests(bytes, inFlight);
  const answers = new Answers(requestIdOf);
  const headers = isDated ? DATED_HEADERS : {};
  // Python Jina does not echo the sub-protocol, which `ws` takes for an error unless it knows of none.
  const socket = await open(port, ['bytes'], headers).catch(() => open(port, [], { ...headers, 'sec-websocket-protocol': 'bytes' }));
  socket.on('error', () => {});
  socket.on('message', (answer) => answers.arrive(answer));
  socket.on('close', () => answers.fail());
  return {
    documentOf,
    call(lane, done) {
      const request = next(lane);
      answers.expect(request, done);
      socket.send(request);
      return request;
    },
    close: () => socket.terminate(),
  };
}

async function open(port, protocols, headers) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, protocols, { headers, perMessageDeflate: false, maxPayload: 0 });
  await once(socket, 'open');
  return socket;
}
