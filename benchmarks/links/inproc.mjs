/** The inproc link against a bare MessagePort echo, both in long-running piscina tasks. */
import { MessageChannel } from 'node:worker_threads';
import { connectInproc } from '@zedflow/links/inproc';
import { Piscina } from 'piscina';
import { comparePairs, driveCalls, payloadMaker } from './pairs.mjs';

const CASES = [
  { bytes: 200, inFlight: 1 },
  { bytes: 200, inFlight: 16 },
  { bytes: 200, inFlight: 100 },
  { bytes: 1024 * 1024, inFlight: 1 },
  { bytes: 1024 * 1024, inFlight: 8 },
];

export async function runInproc(cases = CASES) {
  const pool = new Piscina({
    filename: new URL('./inproc-thread.mjs', import.meta.url).href,
    minThreads: 2,
    maxThreads: 2,
    atomics: 'disabled',
  });
  const ours = startTask(pool, false);
  const raw = startTask(pool, true);
  const link = connectInproc(ours.port, { name: 'echo/rep-0' });
  await new Promise((resolve) => link.subscribe(resolve));
  const rows = [];
  for (const { bytes, inFlight } of cases) {
    const makePayload = payloadMaker(bytes);
    const fields = { link: 'inproc', bytes, inFlight };
    rows.push(await comparePairs('links', fields, driveCalls(link, makePayload, inFlight), driveRawPort(raw.port, makePayload, inFlight)));
  }
  await link.close();
  raw.port.close();
  await Promise.all([ours.task, raw.task]);
  await pool.destroy();
  return rows;
}

function startTask(pool, raw) {
  const { port1, port2 } = new MessageChannel();
  return { port: port1, task: pool.run({ port: port2, raw }, { transferList: [port2] }) };
}

/** One `postMessage` per round trip, no promise: the barest that a port can do. */
function driveRawPort(port, makePayload, inFlight) {
  return (durationMs) =>
    new Promise((resolve) => {
      const start = performance.now();
      let done = 0;
      let under = inFlight;
      const onMessage = () => {
        done++;
        if (performance.now() - start < durationMs) port.postMessage(makePayload());
        else if (--under === 0) {
          port.off('message', onMessage);
          resolve((done * 1000) / (performance.now() - start));
        }
      };
      port.on('message', onMessage);
      for (let sent = 0; sent < inFlight; sent++) port.postMessage(makePayload());
    });
}

if (process.argv[1] === new URL(import.meta.url).pathname) await runInproc();
