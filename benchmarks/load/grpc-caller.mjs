import grpc from '@grpc/grpc-js';
import { dataRequest } from './payload.mjs';

const asIs = (bytes) => bytes;
const LIMITS = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };

function openClient(port) {
  return new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), LIMITS);
}

/** One bidi stream of `Call`: every answer makes room for the next request. Answers carry no status here: bytes that came are a success. */
export async function createGrpcStreamCaller({ port, bytes }) {
  const request = dataRequest(bytes);
  const client = openClient(port);
  const stream = client.makeBidiStreamRequest('/jina.JinaRPC/Call', asIs, asIs);
  const waiting = [];
  stream.on('data', (answer) => waiting.shift()?.(answer.length > 0));
  const fail = () => {
    for (const done of waiting.splice(0)) done(false);
  };
  stream.on('error', fail);
  stream.on('end', fail);
  return {
    call(_lane, done) {
      waiting.push(done);
      stream.write(request);
    },
    close() {
      stream.cancel();
      client.close();
    },
  };
}

/** One RPC per request. */
export async function createGrpcUnaryCaller({ port, bytes }) {
  const request = dataRequest(bytes);
  const client = openClient(port);
  return {
    call: (_lane, done) =>
      client.makeUnaryRequest('/jina.JinaSingleDataRequestRPC/process_single_data', asIs, asIs, request, (error, answer) =>
        done(error === null && answer.length > 0),
      ),
    close: () => client.close(),
  };
}
