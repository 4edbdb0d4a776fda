import { once } from 'node:events';
import { connect } from 'node:net';
import { DATED_HEADERS } from './caller-headers.mjs';
import { jsonRequests } from './requests.mjs';

const HEADER_END = Buffer.from('\r\n\r\n');

/**
 * HTTP/1.1 over one kept connection per call in flight, written by hand: of an answer only the status and the length are read.
 * A client library would be the limit before the server is.
 */
export async function createHttpCaller({ port, bytes, inFlight, isDated, path = '/post' }) {
  const { next, documentOf } = jsonRequests(bytes, inFlight);
  const headers = { host: `127.0.0.1:${port}`, 'content-type': 'application/json', ...(isDated ? DATED_HEADERS : {}) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST ${path} HTTP/1.1\r\n${lines.join('')}content-length: ${next(0).length}\r\n\r\n`;
  const lanes = await Promise.all(Array.from({ length: inFlight }, () => openLane(port, head)));
  return {
    documentOf,
    call(lane, done) {
      const body = next(lane);
      lanes[lane].call(body, done);
      return body;
    },
    close: () => {
      for (const lane of lanes) lane.close();
    },
  };
}

async function openLane(port, requestHead) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.setNoDelay(true);
  let finish = () => {};
  let head = Buffer.alloc(0);
  let chunks = [];
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
      chunks = [];
    }
    missing -= rest.length;
    chunks.push(rest);
    if (missing > 0) return;
    missing = -1;
    finish(isOk, chunks);
  });
  socket.on('error', () => finish(false));
  socket.on('close', () => finish(false));
  return {
    call(body, done) {
      finish = (isGood, answer) => {
        finish = () => {};
        done(isGood, answer);
      };
      // One segment for a small request, as a client's library sends it.
      socket.cork();
      socket.write(requestHead, 'latin1');
      socket.write(body);
      socket.uncork();
    },
    close: () => socket.destroy(),
  };
}
