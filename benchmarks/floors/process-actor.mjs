/** An echo actor of the bare slice in a child process, behind a ZeroMQ DEALER pair; calls that wait together are packed into one frame. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Dealer } from 'zeromq';

const PROGRAM = fileURLToPath(import.meta.url);

/** `[count][id length]...[bytes]...`, 32 bit each. */
function pack(calls) {
  const table = new Uint32Array(1 + calls.length * 2);
  table[0] = calls.length;
  for (const [index, [id, bytes]] of calls.entries()) table.set([id, bytes.length], 1 + index * 2);
  return Buffer.concat([Buffer.from(table.buffer), ...calls.map(([, bytes]) => bytes)]);
}

function unpack(frame) {
  const count = frame.readUInt32LE(0);
  const calls = [];
  let at = 4 + count * 8;
  for (let index = 0; index < count; index++) {
    const length = frame.readUInt32LE(8 + index * 8);
    calls.push([frame.readUInt32LE(4 + index * 8), frame.subarray(at, at + length)]);
    at += length;
  }
  return calls;
}

async function echoUntilClosed(address) {
  const socket = new Dealer({ linger: 0 });
  socket.connect(address);
  process.on('disconnect', () => process.exit(0));
  for await (const [frame] of socket) await socket.send(pack(unpack(frame)));
}

/** Starts the child; `send(bytes)` resolves with what it gives back. */
export async function startProcessActor(index) {
  const address = `ipc://@zedflow-floor-${process.pid}-${index}`;
  const socket = new Dealer({ linger: 0 });
  await socket.bind(address);
  const child = fork(PROGRAM, [address]);
  const waiting = new Map();
  let nextId = 0;
  let batch = [];
  let isSending = false;
  const receive = async () => {
    for await (const [frame] of socket) {
      for (const [id, bytes] of unpack(frame)) {
        waiting.get(id)(bytes);
        waiting.delete(id);
      }
    }
  };
  const receiving = receive();
  const flush = async () => {
    isSending = true;
    while (batch.length > 0) {
      const calls = batch;
      batch = [];
      await socket.send(pack(calls));
    }
    isSending = false;
  };
  return {
    send: (bytes) =>
      new Promise((resolve) => {
        const id = nextId++;
        waiting.set(id, resolve);
        if (batch.push([id, bytes]) === 1 && !isSending) setImmediate(flush);
      }),
    async stop() {
      child.disconnect();
      socket.close();
      await receiving.catch(() => {});
    },
  };
}

if (process.argv[1] === PROGRAM) await echoUntilClosed(process.argv[2]);
