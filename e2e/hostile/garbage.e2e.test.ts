import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createClient } from '@zedflow/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { ECHO, type ServedFlow, serveFlow } from '../served-flow.js';

const LIMIT = 100_000;

describe('a Flow under bad input', () => {
  let flow: ServedFlow;

  beforeAll(async () => {
    flow = await serveFlow({ protocol: ['grpc', 'http', 'websocket'], maxMessageBytes: LIMIT }, [
      { name: 'echo', uses: ECHO, runtimeBackend: 'THREAD' },
    ]);
  });

  afterAll(async () => {
    expect(await flow.stop()).toBe(0);
  });

  async function expectServing(): Promise<void> {
    for (const protocol of ['grpc', 'http', 'websocket'] as const) {
      const port = flow.ports[protocol] as number;
      await using client = createClient({ host: '127.0.0.1', port, protocol });
      expect(await client.post('/echo', [{ text: protocol }], { timeoutMs: 10_000 })).toMatchObject([{ text: protocol }]);
    }
  }

  it.each(['grpc', 'http', 'websocket'])('goes on serving after garbage bytes on the %s port', async (protocol) => {
    for (const bytes of [
      randomBytes(64),
      randomBytes(65_536),
      Buffer.alloc(10_000),
      Buffer.from('GET / HTTP/1.1\r\n'),
      Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\xff\xff'),
    ]) {
      await sendBytes(flow.ports[protocol] as number, bytes);
    }

    await expectServing();
  });

  it('refuses a body over max_message_bytes with 413 and names the option', async () => {
    const response = await postJson({ data: [{ text: 'x'.repeat(LIMIT + 1) }], execEndpoint: '/echo' });

    expect(response.status).toBe(413);
    expect(await response.text()).toContain('max_message_bytes');
    await expectServing();
  });

  it.each(['{', '[]', '{"data": 3}', '{"data":[{"text":', '\u0000', ''])('answers 4xx to the body %j', async (body) => {
    const response = await fetch(`http://127.0.0.1:${flow.ports['http']}/post`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });

    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  });

  it('tells of an exception in a handler with its name and message', async () => {
    await using client = createClient({ host: '127.0.0.1', port: flow.ports['grpc'] as number });

    await expect(client.post('/fail', [{ text: 'x' }])).rejects.toMatchObject({
      code: 'executor_failed',
      message: expect.stringContaining('no such luck'),
    });
  });

  it('leaks neither file descriptors nor memory in 10,000 bad calls and broken connections', async () => {
    await batter(500);
    const before = await usage();

    await batter(9_500);

    await expect.poll(async () => (await usage()).fileDescriptors - before.fileDescriptors, { timeout: 10_000 }).toBeLessThan(50);
    expect((await usage()).residentMb - before.residentMb).toBeLessThan(100);
    await expectServing();
  }, 120_000);

  /** `count` calls: bad JSON, a failing handler, garbage on a socket, a WebSocket that leaves at once. */
  async function batter(count: number): Promise<void> {
    const kinds = [
      () => postText('{'),
      () => postJson({ data: [{ text: 'x' }], execEndpoint: '/fail' }).then((response) => response.arrayBuffer()),
      () => sendBytes(flow.ports['grpc'] as number, Buffer.from('garbage')),
      () => leaveWebSocket(flow.ports['websocket'] as number),
    ];
    let next = 0;
    const work = async () => {
      for (let index = next++; index < count; index = next++) await kinds[index % kinds.length]?.();
    };
    await Promise.all(Array.from({ length: 20 }, work));
  }

  const postText = async (body: string) => {
    const response = await fetch(`http://127.0.0.1:${flow.ports['http']}/post`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await response.arrayBuffer();
    return response;
  };

  const postJson = (body: unknown) =>
    fetch(`http://127.0.0.1:${flow.ports['http']}/post`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  async function usage(): Promise<{ fileDescriptors: number; residentMb: number }> {
    const status = readFileSync(`/proc/${flow.pid}/status`, 'utf8');
    return {
      fileDescriptors: readdirSync(`/proc/${flow.pid}/fd`).length,
      residentMb: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024,
    };
  }
});

/** Connects, sends, and waits until the other side closes or half a second has passed. */
async function sendBytes(port: number, bytes: Uint8Array): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.on('data', () => {});
  socket.setTimeout(500, () => socket.destroy());
  socket.end(bytes);
  await once(socket, 'close');
}

async function leaveWebSocket(port: number): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`);
  socket.on('error', () => {});
  socket.on('open', () => {
    socket.send('{"data":[{"text":"x"}],"execEndpoint":"/echo"');
    socket.terminate();
  });
  await once(socket, 'close');
}
