import { connect } from 'node:net';
import type { Envelope } from '@zedflow/core-protocol';
import { bindZed, type ZedBinding } from '@zedflow/links/zed';
import { afterEach, describe, expect, it } from 'vitest';
import { Dealer } from 'zeromq';
import { decodeBatch } from '../src/batch/decode-batch.js';
import { encodeBatch } from '../src/batch/encode-batch.js';
import { helloEnvelope } from '../src/contract/hello.js';
import { callOf, startZedEcho } from './link-pairs.js';

const RANGE = { min: { major: 1, minor: 0 }, max: { major: 1, minor: 0 } };
const DESCRIPTION = { pea: 'echo/rep-0', executor: 'Echo', endpoints: [], protocol: RANGE, pid: process.pid, versions: {} };

function frameOf(envelope: Partial<Envelope> & Pick<Envelope, 'kind' | 'sequence'>, payloads: Uint8Array[] = []): Uint8Array {
  const message = { envelope: { requestId: '', endpoint: '', ...envelope }, payloads };
  return encodeBatch([{ sequence: envelope.sequence, message, isWritten: false, dropped: false }]).frame;
}

/** Bytes that look random and are the same in each run. */
function noise(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let index = 0, state = seed; index < length; index++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    bytes[index] = state >> 16;
  }
  return bytes;
}

describe('a router whose own Pea sends garbage', () => {
  let binding: ZedBinding;
  const sockets: Dealer[] = [];
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.close();
    await binding.close();
  });

  async function sayHello(address: string, envelope: Envelope): Promise<Dealer> {
    const socket = new Dealer({ linger: 0 });
    sockets.push(socket);
    socket.connect(address);
    await socket.send(frameOf(envelope));
    await socket.receive();
    return socket;
  }

  it('ignores it on both sockets, and takes the answers between it', async () => {
    binding = await bindZed({ name: 'echo/rep-0' });
    const { token, dataAddress, controlAddress } = binding;
    const data = await sayHello(dataAddress, helloEnvelope({ token, calls: 100, bytes: 1_000_000 }));
    const control = await sayHello(controlAddress, helloEnvelope({ token, description: DESCRIPTION, protocol: RANGE }));
    const heartbeat = setInterval(() => void control.send(frameOf({ kind: 'heartbeat', sequence: 0 })).catch(() => {}), 100);
    const link = await binding.accept(AbortSignal.timeout(10_000));

    for (let round = 1; round <= 50; round++) {
      const pending = link.call(callOf('/echo', { requestId: String(round) }));
      const [frame, ...large] = await data.receive();
      const [request] = decodeBatch(frame as Buffer, large);
      const { sequence } = (request as NonNullable<typeof request>).envelope;
      const good = frameOf({ kind: 'reply', sequence, requestId: String(round) }, [noise(100, round)]);
      const cut = good.subarray(0, (round * 7) % good.byteLength);
      const unknown = frameOf({ kind: 'reply', sequence: sequence + 1_000 });
      for (const frames of ['', cut, noise(500, round), [noise(20, round), noise(70_000, round)], unknown, ['', '', '']]) {
        await data.send(frames as Buffer);
        await control.send(frames as Buffer);
      }

      await data.send(good);

      await expect(pending).resolves.toMatchObject({ envelope: { kind: 'reply', requestId: String(round) } });
    }

    clearInterval(heartbeat);
    expect(link.isReady).toBe(true);
    expect(link.inFlight).toBe(0);
  });
});

describe('the sockets of a zed link', () => {
  it('live through bytes that are not ZeroMQ', async () => {
    const echo = await startZedEcho({ ipc: 'folder' });
    for (const address of [echo.binding.dataAddress, echo.binding.controlAddress]) {
      for (const bytes of [
        Buffer.from('GET / HTTP/1.1\r\n\r\n'),
        noise(100_000, 7),
        Buffer.from([0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3]),
      ]) {
        const raw = connect(address.replace('ipc://', ''))
          .on('error', () => {})
          .resume();
        await new Promise<void>((resolve) => raw.write(bytes, () => resolve()));
        raw.destroy();
      }
    }

    const replies = await Promise.all(Array.from({ length: 200 }, () => echo.link.call(callOf())));

    expect(replies).toHaveLength(200);
    await expect(echo.binding.control.request('status')).resolves.toBeDefined();
    await echo.stop();
  });
});
