import { once } from 'node:events';
import { connect } from 'node:net';
import { jsonBody } from './payload.mjs';

const HEADER_END = Buffer.from('\r\n\r\n');

/**
 * HTTP/1.1 over one kept connection per call in flight, written by hand: the request's bytes are made once, of the answer only the
 * status and the length are read. A client library would be the limit before the server is.
 */
export async function createHttpCaller({ port, bytes, inFlight, path = '/post' }) {
  const body = jsonBody(bytes);
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  const request = Buffer.concat([Buffer.from(head), body]);
  const lanes = await Promise.all(Array.from({ length: inFlight }, () => openLane(port)));
  return {
    call: (lane, done) => lanes[lane].call(request, done),
    close: () => {
      for (const lane of lanes) lane.close();
    },
  };
}

async function openLane(port) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.setNoDelay(true);
  let finish = () => {};
  let head = Buffer.alloc(0);
  let missing = -1;
  let isOk = false;
  socket.on('data', (chunk) => {
    let rest = chunk;
    if (missing < 0) {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      const end = head.indexOf(HEADER_END);
      if (end < 0) return;
      const text = head.toString('latin1', 0, end);
      isOk = text.startsWith('HTTP/1.1 200');
      missing = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      rest = head.subarray(end + HEADER_END.length);
      head = Buffer.alloc(0);
    }
    missing -= rest.length;
    if (missing > 0) return;
    missing = -1;
    finish(isOk);
  });
  socket.on('error', () => finish(false));
  return {
    call(request, done) {
      finish = done;
      socket.write(request);
    },
    close: () => socket.destroy(),
  };
}
