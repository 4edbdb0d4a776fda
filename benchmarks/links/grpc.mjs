/**
 * The grpc link and server against a bare grpc-js echo, all in child processes; the same bytes go over all of them.
 *
 * - `server unary`, `server stream`: a bare client drives our server with Jina requests.
 * - `link unary`: our client against a peer that speaks only Jina's wire. `link lane`: between two of our own nodes.
 *
 * `node grpc.mjs "server stream"` measures one of them.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Client, credentials, Metadata } from '@grpc/grpc-js';
import { encodeDataRequest, encodeDocuments, JINA_METHODS } from '@zedflow/core-protocol';
import { connectGrpc } from '@zedflow/jina-grpc';
import { comparePairs, driveCalls } from './pairs.mjs';

const OPTIONS = { 'grpc.max_receive_message_length': -1, 'grpc.use_local_subchannel_pool': 1 };
const same = (bytes) => bytes;

export async function runGrpc(only) {
  const children = ['raw', 'gateway', 'worker'].map((role) => fork(new URL('./grpc-child.mjs', import.meta.url), [role]));
  const [raw, gateway, worker] = await Promise.all(children.map(async (child) => `127.0.0.1:${(await once(child, 'message'))[0]}`));
  const rawClient = new Client(raw, credentials.createInsecure(), OPTIONS);
  const gatewayClient = new Client(gateway, credentials.createInsecure(), OPTIONS);
  const [foreign, lane] = await Promise.all([gateway, worker].map(readyLink));
  const kinds = {
    'server unary': ({ request, inFlight }) => [driveUnary(gatewayClient, request, inFlight), driveUnary(rawClient, request, inFlight)],
    'server stream': ({ request, inFlight }) => [driveStream(gatewayClient, request, inFlight), driveStream(rawClient, request, inFlight)],
    'link unary': ({ content, request, inFlight }) => [
      driveCalls(foreign, () => content, inFlight),
      driveUnary(rawClient, request, inFlight),
    ],
    'link lane': ({ content, request, inFlight }) => [driveCalls(lane, () => content, inFlight), driveStream(rawClient, request, inFlight)],
  };
  const rows = [];
  for (const [kind, sides] of Object.entries(kinds)) {
    if (only !== undefined && only !== kind) continue;
    for (const bytes of [200, 1024 * 1024]) {
      const content = encodeDocuments('jina/v2', [{ id: '0123456789abcdef', blob: new Uint8Array(Math.max(1, bytes - 60)) }]);
      for (const inFlight of bytes > 1000 ? [1, 8] : [1, 16, 100]) {
        const fields = { link: 'grpc', kind, bytes, inFlight };
        rows.push(await comparePairs('links', fields, ...sides({ content, request: requestOf(content), inFlight })));
      }
    }
  }
  await Promise.all([foreign.close(), lane.close()]);
  rawClient.close();
  gatewayClient.close();
  for (const child of children) child.disconnect();
  return rows;
}

function requestOf(content) {
  const requestId = '0123456789abcdef0123456789abcdef';
  const bytes = encodeDataRequest({
    envelope: { kind: 'call', sequence: 0, requestId, endpoint: '/index', contentType: 'jina/v2' },
    payloads: [content],
  });
  return Buffer.from(bytes);
}

async function readyLink(address) {
  const link = connectGrpc(address, { maxMessageBytes: -1 });
  if (!link.isReady) await new Promise((resolve) => link.subscribe(() => link.isReady && resolve()));
  return link;
}

/** No promise per round trip. */
function driveUnary(client, request, inFlight) {
  const { path } = JINA_METHODS.processSingleData;
  const metadata = new Metadata();
  return (durationMs) =>
    new Promise((resolve, reject) => {
      const start = performance.now();
      let done = 0;
      let under = inFlight;
      const send = () =>
        client.makeUnaryRequest(path, same, same, request, metadata, {}, (error) => {
          if (error) return reject(error);
          done++;
          if (performance.now() - start < durationMs) send();
          else if (--under === 0) resolve((done * 1000) / (performance.now() - start));
        });
      for (let sent = 0; sent < inFlight; sent++) send();
    });
}

function driveStream(client, request, inFlight) {
  return (durationMs) =>
    new Promise((resolve, reject) => {
      const call = client.makeBidiStreamRequest(JINA_METHODS.call.path, same, same, new Metadata());
      const start = performance.now();
      let done = 0;
      let under = inFlight;
      call.on('data', () => {
        done++;
        if (performance.now() - start < durationMs) call.write(request);
        else if (--under === 0) call.end();
      });
      call.on('error', reject);
      call.on('end', () => resolve((done * 1000) / (performance.now() - start)));
      for (let sent = 0; sent < inFlight; sent++) call.write(request);
    });
}

if (process.argv[1] === new URL(import.meta.url).pathname) await runGrpc(process.argv[2]);
