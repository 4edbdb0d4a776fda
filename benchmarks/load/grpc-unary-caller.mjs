import { once } from 'node:events';
import { connect } from 'node:http2';
import { CALLER_HEADERS, CALLER_TIMEOUT_MS } from './caller-headers.mjs';
import { protoRequests } from './requests.mjs';

const PREFIX_LENGTH = 5;
const HEADERS = {
  ':method': 'POST',
  ':path': '/jina.JinaSingleDataRequestRPC/process_single_data',
  'content-type': 'application/grpc',
  te: 'trailers',
};
const DATED_HEADERS = { ...HEADERS, ...CALLER_HEADERS, 'grpc-timeout': `${CALLER_TIMEOUT_MS}m` };
const WINDOW_BYTES = 2 ** 24;
/** Node refuses streams of a session that holds more than 10 MB unless told otherwise. */
const SESSION_MEGABYTES = 4096;

/**
 * One RPC per request, with headers and a deadline of its own, on one HTTP/2 connection. gRPC's framing is written by hand: a call of
 * grpc-js takes four times what the server takes, and would be the limit.
 */
export async function createGrpcUnaryCaller({ port, bytes, inFlight, isDated }) {
  const { next, documentOf } = protoRequests(bytes, inFlight);
  const headers = isDated ? DATED_HEADERS : HEADERS;
  const session = connect(`http://127.0.0.1:${port}`, {
    maxSessionMemory: SESSION_MEGABYTES,
    settings: { initialWindowSize: WINDOW_BYTES, enablePush: false },
  });
  session.on('error', () => {});
  await once(session, 'connect');
  session.setLocalWindowSize(WINDOW_BYTES);
  const prefix = Buffer.alloc(PREFIX_LENGTH);
  prefix.writeUInt32BE(next(0).length, 1);
  return {
    documentOf,
    call(lane, done) {
      const request = next(lane);
      const stream = session.request(headers);
      const chunks = [];
      let isOk = false;
      stream.on('data', (chunk) => chunks.push(chunks.length === 0 ? chunk.subarray(PREFIX_LENGTH) : chunk));
      stream.on('trailers', (trailers) => {
        isOk = trailers['grpc-status'] === '0';
      });
      stream.on('error', () => {});
      stream.on('close', () => done(isOk && chunks.length > 0, chunks));
      stream.end(Buffer.concat([prefix, request]));
      return request;
    },
    close: () => session.destroy(),
  };
}
