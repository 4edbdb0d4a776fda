/** A bare grpc-js server that sends every message of the bidirectional `Call` back, until SIGTERM. */
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { JINA_METHODS } from '@zedflow/core-protocol';

const same = (bytes) => bytes;
const { call } = JINA_METHODS;
const method = { ...call, requestSerialize: same, requestDeserialize: same, responseSerialize: same, responseDeserialize: same };
const server = new Server({ 'grpc.max_receive_message_length': -1 });
server.addService(
  { [call.rpc]: method },
  {
    [call.rpc]: (stream) => {
      stream.on('data', (bytes) => stream.write(bytes));
      stream.on('end', () => stream.end());
    },
  },
);
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(`READY ${JSON.stringify({ grpc: port })}`);
});
process.once('SIGTERM', () => process.exit());
