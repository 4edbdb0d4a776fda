/**
 * The bare slice: protocol servers, documents sliced out unread, N echo actors in a row. No limits, deadlines, schemas, retries or
 * metrics: what the shape of Zedflow could reach if everything else were free. With 0 actors it is an echo, the generator's check.
 *
 *   node floors/slice.mjs THREAD 3
 */
import grpc from '@grpc/grpc-js';
import Fastify from 'fastify';
import { WebSocketServer } from 'ws';
import { sliceJsonData, sliceProtoData, wrapJsonData, wrapProtoData } from './data-slice.mjs';
import { startProcessActor } from './process-actor.mjs';
import { startThreadActor } from './thread-actor.mjs';

const [backend, actorCount] = process.argv.slice(2);
const actors = await Promise.all(
  Array.from({ length: Number(actorCount) }, (_, index) => (backend === 'PROCESS' ? startProcessActor(index) : startThreadActor())),
);

async function passThrough(bytes) {
  let answer = bytes;
  for (const actor of actors) answer = await actor.send(answer);
  return answer;
}

async function answerProto(bytes) {
  const { data, rest } = sliceProtoData(bytes);
  return wrapProtoData({ rest, data: await passThrough(data) });
}

async function startHttp() {
  const server = Fastify({ bodyLimit: 2 ** 30 });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.post('/post', async (request, reply) => {
    const data = await passThrough(sliceJsonData(request.body));
    return reply.type('application/json').send(wrapJsonData(data));
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  return { port: server.server.address().port, stop: () => server.close() };
}

const asIs = (bytes) => bytes;
const method = (path, isStream) => ({
  path,
  requestStream: isStream,
  responseStream: isStream,
  requestSerialize: asIs,
  requestDeserialize: asIs,
  responseSerialize: asIs,
  responseDeserialize: asIs,
});

async function startGrpc() {
  const server = new grpc.Server({ 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 });
  server.addService(
    { call: method('/jina.JinaRPC/Call', true) },
    {
      call: (stream) => {
        stream.on('data', (bytes) => answerProto(bytes).then((answer) => stream.write(answer)));
        stream.on('end', () => stream.end());
        stream.on('error', () => {});
      },
    },
  );
  server.addService(
    { single: method('/jina.JinaSingleDataRequestRPC/process_single_data', false) },
    {
      single: (call, done) => answerProto(call.request).then((answer) => done(null, answer), done),
    },
  );
  const port = await new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return { port, stop: () => server.forceShutdown() };
}

async function startWebSocket() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false, maxPayload: 0 });
  server.on('connection', (socket) => {
    socket.on('message', (bytes) => answerProto(bytes).then((answer) => socket.send(answer)));
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const stop = () => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  };
  return { port: server.address().port, stop };
}

const servers = { http: await startHttp(), grpc: await startGrpc(), websocket: await startWebSocket() };
console.log(`READY ${JSON.stringify(Object.fromEntries(Object.entries(servers).map(([name, { port }]) => [name, port])))}`);
process.once('SIGTERM', async () => {
  await Promise.all(Object.values(servers).map((server) => server.stop()));
  await Promise.all(actors.map((actor) => actor.stop()));
});
