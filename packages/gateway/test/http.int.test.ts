import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { createGateway } from '@zedflow/gateway';
import { afterEach, describe, expect, it } from 'vitest';
import { echoFlow } from './fixtures/echo-flow.js';
import { type RunningGateway, startEchoGateway, until } from './fixtures/start-gateway.js';

let running: RunningGateway | undefined;

afterEach(async () => {
  await running?.gateway.stop({ graceMs: 0 });
  running = undefined;
});

async function start(options: Parameters<typeof startEchoGateway>[1] = {}): Promise<RunningGateway> {
  running = await startEchoGateway(['http'], options);
  return running;
}

function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
}

/** Sends raw bytes and returns everything until the server closes. */
function sendRaw(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString()));
    socket.on('error', reject);
  });
}

describe('the HTTP listener', () => {
  it('echoes a large body byte by byte', async () => {
    const { http } = await start();
    const text = 'ü"\\'.repeat(200_000);

    const response = await post(`${http}/echo`, { data: [{ text }] });

    expect(((await response.json()) as { data: { text: string }[] }).data[0]?.text).toBe(text);
  });

  it.each([
    ['an unknown method', 'FOO / HTTP/1.1\r\nhost: x\r\n\r\n', 400, 'protocol_malformed'],
    ['too many headers', `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`, 431, 'maxHeaderBytes'],
  ])('answers %s as JSON with a code, and closes', async (_name, request, status, text) => {
    const { http } = await start();

    const answer = await sendRaw(Number(new URL(http).port), request);

    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))).detail).toContain(text);
  });

  it('reads on after a body over maxMessageBytes, so that a client which is still writing gets the 413', async () => {
    const { http } = await start({ maxMessageBytes: 1000 });
    const half = 'x'.repeat(1_000_000);
    let answers = '';
    const socket = connect(Number(new URL(http).port), '127.0.0.1');
    socket.on('data', (chunk) => (answers += chunk));

    socket.write(`POST /echo HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${2 * half.length}\r\n\r\n${half}`);
    await until(() => answers.includes('max_message_bytes'));
    socket.write(`${half}GET / HTTP/1.1\r\nhost: x\r\n\r\n`);
    await until(() => answers.endsWith('{}'));
    socket.destroy();

    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
  });

  it('fires the handler signal when the client leaves', async () => {
    const { http, executor } = await start();
    const controller = new AbortController();

    const call = post(`${http}/slow`, { data: [] }, {}).catch(() => {});
    const left = fetch(`${http}/slow`, {
      method: 'POST',
      body: '{"data":[]}',
      headers: { 'content-type': 'application/json' },
      signal: controller.signal,
    }).catch((error: Error) => error.name);
    await until(() => executor.running === 2);
    controller.abort();
    await until(() => executor.running === 1);

    expect(await left).toBe('AbortError');
    expect(executor.aborted).toBe(1);
    void call;
  });

  it('sends each event in a chunk of its own', async () => {
    const { port } = await start();

    const raw = await sendRaw(port('http'), 'GET /chat?text=q HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');

    const body = raw.slice(raw.indexOf('\r\n\r\n') + 4);
    // Chunked transfer: a length line, the chunk, a line end.
    const lengths = [...body.matchAll(/(?:^|\r\n)([0-9a-f]+)\r\nevent: /g)].map((match) => Number.parseInt(match[1] as string, 16));
    expect(lengths.length).toBe(4);
    expect(lengths[3]).toBe('event: end\r\n\r\n'.length);
    expect(body.endsWith('event: end\r\n\r\n\r\n0\r\n\r\n')).toBe(true);
  });

  it('ends the handler when the client leaves in mid-stream', async () => {
    const { http, executor } = await start();
    const controller = new AbortController();

    const response = await fetch(`${http}/endless?text=q`, { signal: controller.signal });
    await response.body?.getReader().read();
    controller.abort();
    await until(() => executor.running === 0);

    expect(executor.produced).toBeLessThan(100_000);
  });

  it('holds a generator back while the client does not read', async () => {
    const { port, executor } = await start();

    const socket = connect(port('http'), '127.0.0.1', () => socket.write('GET /endless?text=q HTTP/1.1\r\nhost: x\r\n\r\n'));
    socket.pause();
    let last = -1;
    while (executor.produced !== last || last === 0) {
      last = executor.produced;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }

    // What fits in the kernel's socket buffers (a few MB) and no more of the 1,000 MB.
    expect(executor.produced).toBeLessThan(20_000);
    socket.destroy();
    await until(() => executor.running === 0);
  });

  it.each([
    ['random bytes', Buffer.from(Array.from({ length: 500 }, (_, index) => (index * 7919) % 256))],
    ['a TLS hello', Buffer.from('16030100a5010000a10303', 'hex')],
    ['an HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a header that is too large', `GET / HTTP/1.1\r\nhost: x\r\nx-big: ${'a'.repeat(20_000)}\r\n\r\n`],
  ])('answers %s with a 4xx and goes on', async (_name, bytes) => {
    const { port, http } = await start();

    const answer = await sendRaw(port('http'), bytes);

    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect((await fetch(http)).status).toBe(200);
  });

  it('answers 413 before it has read the whole of a body that is too large', async () => {
    const { port } = await start({ maxMessageBytes: 1000 });

    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(
        {
          port: port('http'),
          method: 'POST',
          path: '/echo',
          headers: { 'content-type': 'application/json', 'content-length': 1_000_000_000 },
        },
        (response) => {
          resolve(response.statusCode);
          request.destroy();
        },
      );
      request.on('error', reject);
      request.write('{"data":[');
    });

    expect(status).toBe(413);
  });

  it('stops at once when it is idle, also with connections kept alive', async () => {
    const { http, gateway, port } = await start();
    for (let count = 0; count < 5; count++) await (await post(`${http}/echo`, { data: [] })).text();
    const silent = connect(port('http'), '127.0.0.1');
    silent.on('error', () => {});
    await until(() => silent.readyState === 'open');

    const startMs = performance.now();
    await gateway.stop();

    // Far below the keep-alive time-out (72 s) and the grace (10 s) that would show here otherwise.
    expect(performance.now() - startMs).toBeLessThan(5000);
    expect(gateway.state).toBe('stopped');
    await expect(fetch(http)).rejects.toThrow();
    silent.destroy();
  });

  it('finishes what is in flight when it stops, and takes nothing new', async () => {
    const { http, gateway, executor } = await start();

    const call = post(`${http}/slow`, { data: [], parameters: { ms: 300 } });
    await until(() => executor.running === 1);
    const stopped = gateway.stop();
    const response = await call;
    await stopped;

    expect(response.status).toBe(200);
    await expect(fetch(http)).rejects.toThrow();
  });

  it('ends what is in flight by force after graceMs', async () => {
    const { http, gateway, executor } = await start();

    const call = post(`${http}/slow`, { data: [] }).catch((error: Error) => error);
    await until(() => executor.running === 1);
    await gateway.stop({ graceMs: 50 });

    expect(await call).toBeInstanceOf(Error);
    await until(() => executor.running === 0);
    expect(executor.aborted).toBe(1);
  });

  it('starts and stops again', async () => {
    const { gateway } = await start();
    await gateway.stop();

    await gateway.start();
    const address = gateway.addresses[0]?.address as string;

    expect((await fetch(address)).status).toBe(200);
    await gateway.stop();
    await gateway.stop();
  });

  it('names the port that is taken, its holder and the option, and opens nothing', async () => {
    const { port, http } = await start();
    const { service, describe: describeFlow } = echoFlow();
    const second = createGateway({
      service,
      describe: describeFlow,
      listeners: [{ protocol: 'websocket' }, { protocol: 'http', port: port('http') }],
    });

    const error = await second.start().catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code: 'gateway_port_in_use', details: { option: 'port', port: port('http'), pid: process.pid } });
    expect((error as Error).message).toContain(`127.0.0.1:${port('http')}`);
    expect(second.addresses).toEqual([]);
    expect(second.state).toBe('failed');
    expect((await fetch(http)).status).toBe(200);
  });
});
