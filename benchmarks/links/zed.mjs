/** The zed link against a raw ZeroMQ DEALER pair that packs waiting calls too; both talk to a child process. */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { bindZed, loadZeromq } from '@zedflow/links/zed';
import { packedWriter, unpackFrames } from './packed-frame.mjs';
import { comparePairs, driveCalls, payloadMaker } from './pairs.mjs';

const CASES = [
  { bytes: 200, inFlight: 1 },
  { bytes: 200, inFlight: 16 },
  { bytes: 200, inFlight: 100 },
  { bytes: 1024 * 1024, inFlight: 1 },
  { bytes: 1024 * 1024, inFlight: 8 },
];

export async function runZed(cases = CASES) {
  const { Dealer } = await loadZeromq();
  const rawAddress = process.platform === 'linux' ? `ipc://@zedflow-bench-${randomBytes(8).toString('hex')}` : 'tcp://127.0.0.1:*';
  const socket = new Dealer({ linger: 0 });
  await socket.bind(rawAddress);
  const rawChild = startChild({ raw: socket.lastEndpoint ?? rawAddress });
  const binding = await bindZed({ name: 'echo/rep-0' });
  const child = startChild({ data: binding.dataAddress, control: binding.controlAddress, token: binding.token });
  const link = await binding.accept(AbortSignal.timeout(20_000));
  const onRaw = readRaw(socket);
  const rows = [];
  for (const { bytes, inFlight } of cases) {
    const makePayload = payloadMaker(bytes);
    const fields = { link: 'zed', bytes, inFlight };
    rows.push(await comparePairs('links', fields, driveCalls(link, makePayload, inFlight), driveRaw(socket, onRaw, makePayload, inFlight)));
  }
  await binding.close();
  socket.close();
  child.disconnect();
  rawChild.disconnect();
  return rows;
}

function startChild(argument) {
  return fork(new URL('./zed-child.mjs', import.meta.url), [JSON.stringify(argument)]);
}

/** Hands what comes to whoever listens now. */
function readRaw(socket) {
  const reader = { onPayload: () => {} };
  const run = async () => {
    for await (const frames of socket) for (const payload of unpackFrames(frames)) reader.onPayload(payload);
  };
  void run();
  return reader;
}

/** No promise per round trip: the barest that packs. */
function driveRaw(socket, reader, makePayload, inFlight) {
  const write = packedWriter(socket);
  return (durationMs) =>
    new Promise((resolve) => {
      const start = performance.now();
      let done = 0;
      let under = inFlight;
      reader.onPayload = () => {
        done++;
        if (performance.now() - start < durationMs) write(makePayload());
        else if (--under === 0) resolve((done * 1000) / (performance.now() - start));
      };
      for (let sent = 0; sent < inFlight; sent++) write(makePayload());
    });
}

if (process.argv[1] === new URL(import.meta.url).pathname) await runZed();
