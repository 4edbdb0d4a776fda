/** The other process: a bare grpc-js echo, or our server in one of its roles in front of an echo. */
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { JINA_METHODS } from '@zedflow/core-protocol';
import { createJinaGrpcServer } from '@zedflow/jina-grpc';
import { echoService } from './echo-service.mjs';

const [role] = process.argv.slice(2);
process.send(role === 'raw' ? await startRaw() : await startOurs());
process.once('disconnect', () => process.exit());

async function startOurs() {
  const version = { major: 1, minor: 0 };
  const endpoints = [{ name: '/index', write: false, stream: false, singleDocument: false }];
  const pea = { pea: 'echo/rep-0', executor: 'Echo', endpoints, protocol: { min: version, max: version }, pid: process.pid, versions: {} };
  const flow = { name: 'echo', nodes: [{ name: 'echo', executor: 'Echo', endpoints }] };
  const describe = () => (role === 'gateway' ? flow : pea);
  const server = createJinaGrpcServer({ role, name: 'echo', service: echoService, describe, maxMessageBytes: -1 });
  await server.start();
  return server.port;
}

function startRaw() {
  const same = (bytes) => bytes;
  const codec = { requestSerialize: same, requestDeserialize: same, responseSerialize: same, responseDeserialize: same };
  const server = new Server({ 'grpc.max_receive_message_length': -1, 'grpc-node.max_session_memory': Number.MAX_SAFE_INTEGER });
  const { processSingleData, call } = JINA_METHODS;
  server.addService(
    { [processSingleData.rpc]: { ...processSingleData, ...codec } },
    { [processSingleData.rpc]: ({ request }, answer) => answer(null, request) },
  );
  server.addService(
    { [call.rpc]: { ...call, ...codec } },
    {
      [call.rpc](stream) {
        stream.on('data', (bytes) => stream.write(bytes));
        stream.on('end', () => stream.end());
      },
    },
  );
  return new Promise((resolve, reject) => {
    const credentials = ServerCredentials.createInsecure();
    server.bindAsync('127.0.0.1:0', credentials, (error, port) => (error ? reject(error) : resolve(port)));
  });
}
