/**
 * A 1 MiB tensor through 1 and 3 Executors over one gRPC stream, 8 in flight, in turn with a bare bidi echo of the same bytes.
 *
 *   node micro/large-tensor.mjs
 */
import { join } from 'node:path';
import { Client, credentials } from '@grpc/grpc-js';
import { encodeDataRequest, encodeDocuments, JINA_METHODS } from '@zedflow/core-protocol';
import { median } from '../measure/median.mjs';
import { startServer } from '../measure/server.mjs';

const ELEMENTS = 2 ** 18;
const IN_FLIGHT = 8;
const WARM_UP_MS = 700;
const RUN_MS = 1500;
const ROUNDS = 3;
const HERE = import.meta.dirname;
const same = (bytes) => bytes;

const tensor = { dtype: 'float32', shape: [ELEMENTS], data: new Float32Array(ELEMENTS).fill(0.5) };
const envelope = { kind: 'call', sequence: 0, requestId: 'large', endpoint: '/echo', contentType: 'jina/v2' };
const request = Buffer.from(encodeDataRequest({ envelope, payloads: [encodeDocuments('jina/v2', [{ id: 'd', tensor }])] }));

const floor = await startServer(join(HERE, '../floors/bidi-echo.mjs'), []);
for (const backend of ['THREAD', 'PROCESS']) {
  for (const executors of [1, 3]) {
    const flow = await startServer(join(HERE, '../flows/serve.mjs'), [backend, String(executors)]);
    const pairs = [];
    for (let round = 0; round < ROUNDS; round++) {
      const ours = await drive(flow.ports.grpc);
      const raw = await drive(floor.ports.grpc);
      pairs.push({ ours, raw, ratio: ours / raw });
    }
    const figure = (key) => median(pairs.map((pair) => pair[key]));
    const [ours, raw] = [Math.round(figure('ours')), Math.round(figure('raw'))];
    console.log(JSON.stringify({ benchmark: 'large-tensor', backend, executors, ours, raw, ratio: Number(figure('ratio').toFixed(2)) }));
    await flow.stop();
  }
}
await floor.stop();

/** Round trips per second. */
async function drive(port) {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), { 'grpc.max_receive_message_length': -1 });
  const stream = client.makeBidiStreamRequest(JINA_METHODS.call.path, same, same);
  let done = 0;
  let isOver = false;
  const ended = new Promise((resolve, reject) => {
    stream.on('end', resolve);
    stream.on('error', reject);
  });
  stream.on('data', (reply) => {
    if (reply.byteLength < request.byteLength) throw new Error('the answer is not what was sent');
    done++;
    if (!isOver) stream.write(request);
  });
  for (let i = 0; i < IN_FLIGHT; i++) stream.write(request);
  await sleep(WARM_UP_MS);
  const [before, start] = [done, performance.now()];
  await sleep(RUN_MS);
  const perSecond = ((done - before) * 1000) / (performance.now() - start);
  isOver = true;
  stream.end();
  await ended;
  client.close();
  return perSecond;
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
