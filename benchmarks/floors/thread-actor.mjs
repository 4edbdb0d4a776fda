/** An echo actor of the bare slice as one long-running piscina task: arrays of messages in, the same arrays back. */
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';

/** The task that the pool runs. */
export default function echoUntilClosed({ port }) {
  return new Promise((resolve) => {
    port.on('message', (batch) => port.postMessage(batch));
    port.on('close', resolve);
  });
}

const SHARED_FROM_BYTES = 65_536;

/** Starts the actor; `send(bytes)` resolves with what it gives back. Calls of one tick travel together. */
export function startThreadActor() {
  const pool = new Piscina({ filename: fileURLToPath(import.meta.url), minThreads: 1, maxThreads: 1 });
  const { port1, port2 } = new MessageChannel();
  const task = pool.run({ port: port2 }, { transferList: [port2] });
  const waiting = new Map();
  let nextId = 0;
  let batch = [];
  port1.on('message', (answers) => {
    for (const [id, bytes] of answers) {
      waiting.get(id)(bytes);
      waiting.delete(id);
    }
  });
  const flush = () => {
    port1.postMessage(batch);
    batch = [];
  };
  return {
    send: (bytes) =>
      new Promise((resolve) => {
        const id = nextId++;
        waiting.set(id, resolve);
        if (batch.push([id, bytes.length < SHARED_FROM_BYTES ? bytes : shared(bytes)]) === 1) setImmediate(flush);
      }),
    async stop() {
      port1.close();
      await task;
      await pool.destroy();
    },
  };
}

function shared(bytes) {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}
