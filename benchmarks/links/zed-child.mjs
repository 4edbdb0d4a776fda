/** The other process: a raw DEALER echo, or a Pea's end of a zed link with its data socket in a worker thread. */
import { Worker } from 'node:worker_threads';
import { connectZedControl, loadZeromq } from '@zedflow/links/zed';
import { packedWriter, unpackFrames } from './packed-frame.mjs';

const { raw, data, control, token } = JSON.parse(process.argv[2]);
const { Dealer } = await loadZeromq();

if (raw) {
  const socket = new Dealer({ linger: 0 });
  process.once('disconnect', () => socket.close());
  socket.connect(raw);
  const write = packedWriter(socket);
  for await (const frames of socket) for (const payload of unpackFrames(frames)) write(payload);
} else {
  const worker = new Worker(new URL('./zed-worker.mjs', import.meta.url), { workerData: { address: data, token } });
  const version = { major: 1, minor: 0 };
  const protocol = { min: version, max: version };
  const description = { pea: 'echo/rep-0', executor: 'Echo', endpoints: [], protocol, pid: process.pid, versions: {} };
  const connection = await connectZedControl({ address: control, token, description, onCommand: () => ({}) });
  process.once('disconnect', () => {
    // A thread that waits on a ZeroMQ socket must be ended by a message: ending the process under it aborts.
    worker.postMessage('close');
    connection.close();
  });
}
