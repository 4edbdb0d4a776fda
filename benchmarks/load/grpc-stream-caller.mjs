import grpc from '@grpc/grpc-js';
import { Answers } from './answers.mjs';
import { CALLER_HEADERS, CALLER_TIMEOUT_MS } from './caller-headers.mjs';
import { protoRequests } from './requests.mjs';

const asIs = (bytes) => bytes;
const LIMITS = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };

/** Metadata and options of the RPC. */
function rpcArguments(isDated) {
  const metadata = new grpc.Metadata();
  if (!isDated) return [metadata, {}];
  for (const [name, value] of Object.entries(CALLER_HEADERS)) metadata.set(name, value);
  return [metadata, { deadline: Date.now() + CALLER_TIMEOUT_MS }];
}

/** One bidi stream of `Call`: every answer makes room for the next request. Headers and deadline are the stream's. */
export async function createGrpcStreamCaller({ port, bytes, inFlight, isDated }) {
  const { next, requestIdOf, documentOf } = protoRequests(bytes, inFlight);
  const answers = new Answers(requestIdOf);
  const client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), LIMITS);
  const stream = client.makeBidiStreamRequest('/jina.JinaRPC/Call', asIs, asIs, ...rpcArguments(isDated));
  stream.on('data', (answer) => answers.arrive(answer));
  stream.on('error', () => answers.fail());
  stream.on('end', () => answers.fail());
  return {
    documentOf,
    call(lane, done) {
      const request = next(lane);
      answers.expect(request, done);
      stream.write(request);
      return request;
    },
    close() {
      stream.cancel();
      client.close();
    },
  };
}
