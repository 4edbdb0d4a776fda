import { connect } from 'node:net';
import { decodeDataRequest, type Envelope, encodeDataRequest, encodeDocuments, type Message } from '@zedflow/core-protocol';
import { apiKeyInterceptor } from '@zedflow/gateway';
import { type CallService, type Logger, SILENT_LOGGER } from '@zedflow/runtime-api';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type RunningGateway, startEchoGateway, until } from './fixtures/start-gateway.js';

let running: RunningGateway | undefined;
const clients: Client[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.terminate();
  await running?.gateway.stop({ graceMs: 0 });
  running = undefined;
});

async function start(options: Parameters<typeof startEchoGateway>[1] = {}): Promise<RunningGateway> {
  running = await startEchoGateway(['websocket'], options);
  return running;
}

const SMALL_FRAME = '{"data":[],"execEndpoint":"/echo"}';

/** A gateway whose every answer is 1 MB of JSON and takes 300 ms: time for all that may begin before the first one. */
async function startLargeAnswers(options: Parameters<typeof startEchoGateway>[1] = {}): Promise<{ ws: string; begun: () => number }> {
  const payloads = [Buffer.from(`[{"text":"${'x'.repeat(1_000_000)}"}]`)];
  let begun = 0;
  const service: CallService = {
    async call({ envelope }) {
      begun++;
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { envelope: { ...envelope, kind: 'reply', contentType: 'json' }, payloads };
    },
    async *stream() {},
  };
  const { ws } = await start({ ...options, service });
  return { ws, begun: () => begun };
}

/** A plain client that keeps what it gets. */
class Client {
  readonly socket: WebSocket;
  readonly frames: { data: Buffer; isBinary: boolean }[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;

  constructor(url: string, protocols: string[] = [], headers: Record<string, string> = {}) {
    this.socket = new WebSocket(url, protocols, { headers });
    this.socket.on('message', (data: Buffer, isBinary) => this.frames.push({ data, isBinary }));
    this.socket.on('error', () => {});
    this.closed = new Promise((resolve) => this.socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })));
    clients.push(this);
  }

  async open(): Promise<this> {
    await new Promise((resolve, reject) => this.socket.once('open', resolve).once('error', reject));
    return this;
  }

  json(index = 0) {
    return JSON.parse(this.frames[index]?.data.toString() ?? 'null');
  }

  message(index = 0): Message {
    return decodeDataRequest(this.frames[index]?.data as Buffer);
  }
}

function bytesRequest(requestId: string, contentType: 'jina/v1' | 'jina/v2', more: Partial<Envelope> = {}): Uint8Array {
  const envelope: Envelope = { kind: 'call', sequence: 0, requestId, endpoint: '/echo', contentType, ...more };
  return encodeDataRequest({ envelope, payloads: [encodeDocuments(contentType, [{ id: '1', text: requestId }])] });
}

describe('WebSocket with JSON frames', () => {
  it('answers a request with one frame of snake_case keys', async () => {
    const { ws } = await start();
    const client = await new Client(ws).open();

    client.socket.send('{"data":[{"text":"hi"}],"execEndpoint":"/echo","parameters":{"k":1}}');
    await until(() => client.frames.length === 1);

    expect(client.frames[0]?.isBinary).toBe(false);
    const reply = client.json();
    expect(Object.keys(reply)).toEqual(['header', 'parameters', 'routes', 'data']);
    expect(reply.header).toMatchObject({ exec_endpoint: '/echo', target_executor: '' });
    expect(reply.routes[0]).toHaveProperty('start_time');
    expect(reply.data).toEqual([{ text: 'hi' }]);
  });

  it.each([
    [[], ''],
    [['json'], 'json'],
    [['json', 'bytes'], 'json'],
    [['bytes', 'json'], 'json'],
    [['bytes'], 'bytes'],
  ])('speaks for the sub-protocols %j', async (offered, chosen) => {
    const { ws } = await start();
    const client = await new Client(ws, offered).open();

    expect(client.socket.protocol).toBe(chosen);
  });

  it('ends the input with {} and closes with 1000 after the last answer', async () => {
    const { ws } = await start();
    const client = await new Client(ws).open();

    client.socket.send('{"data":[],"execEndpoint":"/slow","parameters":{"ms":100}}');
    client.socket.send(' {} ');
    client.socket.send('{"data":[],"execEndpoint":"/echo"}');

    expect(await client.closed).toEqual({ code: 1000, reason: '' });
    expect(client.frames.length).toBe(1);
  });

  it.each(['{"data": [', '[]', 'hello', '{"data":"x"}', `{"data":${'['.repeat(500)}}`])(
    'answers the garbage frame %s with an error and goes on',
    async (frame) => {
      const { ws } = await start();
      const client = await new Client(ws).open();

      client.socket.send(frame);
      client.socket.send('{"data":[],"execEndpoint":"/echo"}');
      await until(() => client.frames.length === 2);

      expect(client.json(0).header.status.code).toBe(1);
      expect(client.json(1).header.status).toBeUndefined();
    },
  );

  it('answers a handler that failed with its status', async () => {
    const { ws } = await start();
    const client = await new Client(ws).open();

    client.socket.send('{"data":[],"execEndpoint":"/boom"}');
    await until(() => client.frames.length === 1);

    expect(client.json().header.status).toMatchObject({ code: 1, description: "ValueError('boom', 3)" });
  });

  it('closes with 1011 and the reason when the Flow cannot be reached', async () => {
    const { ws } = await start();
    const client = await new Client(ws).open();

    client.socket.send('{"data":[],"execEndpoint":"/dead"}');

    const { code, reason } = await client.closed;
    expect(code).toBe(1011);
    expect(reason).toContain('no replica of echo is ready');
  });

  it('answers a call that is refused for now without closing', async () => {
    const { ws } = await start();
    const client = await new Client(ws).open();

    client.socket.send('{"data":[],"execEndpoint":"/full"}');
    await until(() => client.frames.length === 1);

    expect(client.json().header.status.description).toContain('resource_exhausted');
    expect(client.socket.readyState).toBe(WebSocket.OPEN);
  });
});

describe('WebSocket with binary frames', () => {
  it.each(['jina/v1', 'jina/v2'] as const)('answers %s in its generation and keeps the request id', async (generation) => {
    const { ws } = await start();
    const client = await new Client(ws, ['bytes']).open();

    client.socket.send(bytesRequest('r-1', generation));
    await until(() => client.frames.length === 1);

    const reply = client.message();
    expect(client.frames[0]?.isBinary).toBe(true);
    expect(reply.envelope).toMatchObject({ requestId: 'r-1', contentType: generation });
    expect(reply.envelope.routes?.map(({ executor }) => executor)).toEqual(['gateway', 'echo']);
  });

  it('ends the input with one zero byte', async () => {
    const { ws } = await start();
    const client = await new Client(ws, ['bytes']).open();

    for (let index = 0; index < 20; index++) client.socket.send(bytesRequest(`r-${index}`, 'jina/v2'));
    client.socket.send(Buffer.from([0]));

    expect((await client.closed).code).toBe(1000);
    const ids = client.frames.map((_frame, index) => client.message(index).envelope.requestId);
    expect(ids.sort()).toEqual(Array.from({ length: 20 }, (_, index) => `r-${index}`).sort());
  });

  it('answers garbage bytes with an error and goes on', async () => {
    const { ws } = await start();
    const client = await new Client(ws, ['bytes']).open();

    client.socket.send(Buffer.from('ffffffffff00', 'hex'));
    client.socket.send(bytesRequest('r-1', 'jina/v2'));
    await until(() => client.frames.length === 2);

    expect(client.message(0).envelope.status?.code).toBe('ERROR');
    expect(client.message(1).envelope.requestId).toBe('r-1');
  });

  it('sends one status on /dry_run, empty for success, and closes', async () => {
    const { ws } = await start();
    const client = await new Client(`${ws}/dry_run`, ['bytes']).open();

    expect((await client.closed).code).toBe(1000);
    expect(client.frames.map(({ data, isBinary }) => [data.byteLength, isBinary])).toEqual([[0, true]]);
  });

  it('sends {} on /dry_run in JSON mode', async () => {
    const { ws } = await start();
    const client = await new Client(`${ws}/dry_run`).open();
    await client.closed;

    expect(client.frames.map(({ data }) => data.toString())).toEqual(['{}']);
  });
});

describe('the WebSocket listener', () => {
  it('has plain HTTP on the same port, without /post', async () => {
    const { ws } = await start();
    const http = ws.replace('ws:', 'http:');

    expect(await (await fetch(http)).text()).toBe('{}');
    expect(await (await fetch(`${http}/dry_run`)).json()).toMatchObject({ code: 0 });
    expect(await (await fetch(`${http}/status`)).json()).toHaveProperty('jina');
    expect((await fetch(`${http}/post`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })).status).toBe(404);
  });

  it('fires the handler signal when the client leaves', async () => {
    const { ws, executor } = await start();
    const client = await new Client(ws).open();

    client.socket.send('{"data":[],"execEndpoint":"/slow"}');
    await until(() => executor.running === 1);
    client.socket.terminate();
    await until(() => executor.running === 0);

    expect(executor.aborted).toBe(1);
  });

  it('closes with 1009 when a frame is over maxMessageBytes', async () => {
    const { ws } = await start({ maxMessageBytes: 1000 });
    const client = await new Client(ws).open();

    client.socket.send('x'.repeat(2000));

    expect(await client.closed).toEqual({ code: 1009, reason: 'a frame is larger than max_message_bytes (1000)' });
  });

  it('closes with 1009 also while a long frame is still on its way', async () => {
    const { ws } = await start({ maxMessageBytes: 1000 });
    const client = await new Client(ws).open();

    client.socket.send('x'.repeat(20_000_000));

    expect((await client.closed).code).toBe(1009);
  });

  it('closes with the code of the rule that a frame broke', async () => {
    const { ws } = await start();
    const client = await new Client(ws).open();

    client.socket.send(Buffer.from([0xff, 0xfe]), { binary: false });

    expect((await client.closed).code).toBe(1007);
  });

  it('reads no more while maxInFlight calls are under way', async () => {
    const { ws, executor } = await start({ maxInFlight: 4 });
    const client = await new Client(ws).open();
    const frame = `{"data":[{"text":"${'x'.repeat(100_000)}"}],"execEndpoint":"/slow"}`;

    for (let count = 0; count < 200; count++) client.socket.send(frame);
    let last = -1;
    while (executor.running !== last) {
      last = executor.running;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }

    // A chunk that had been read already may hold one or two more.
    expect(executor.running).toBeLessThan(10);
    // Also a paused connection sees its client leave.
    client.socket.terminate();
    await until(() => executor.running === 0, 10_000);
  });

  it('begins no more calls than their answers have room while the client reads none, and goes on when it does', async () => {
    const { ws, begun } = await startLargeAnswers();
    const client = await new Client(ws).open();
    client.socket.pause();

    for (let count = 0; count < 500; count++) client.socket.send(SMALL_FRAME);
    await until(() => begun() >= 128);
    let last = 0;
    while (begun() !== last) {
      last = begun();
      await new Promise((resolve) => setTimeout(resolve, 400));
    }

    // 128 before the first answer tells their size, then what the sockets of the system hold.
    expect(last).toBeLessThan(200);
    client.socket.resume();
    await until(() => client.frames.length > last, 20_000);
  });

  it('answers every frame of a chunk that was read when the window was full, and then the end of input', async () => {
    const { ws, executor } = await start({ maxInFlight: 4 });
    const client = await new Client(ws).open();

    for (let count = 0; count < 300; count++) client.socket.send('{"data":[],"execEndpoint":"/slow","parameters":{"ms":1}}');
    client.socket.send('{}');

    expect((await client.closed).code).toBe(1000);
    expect(client.frames).toHaveLength(300);
    expect(executor.peak).toBe(4);
  });

  it('closes a client that takes no byte of its answers, and tells it why', async () => {
    const warnings: string[] = [];
    const logger: Logger = { ...SILENT_LOGGER, warn: (text) => void warnings.push(text) };
    const { ws } = await startLargeAnswers({ stallTimeoutMs: 1_000, logger });
    const [sleeper, gone] = [await new Client(ws).open(), await new Client(ws).open()];
    for (const { socket } of [sleeper, gone]) {
      socket.pause();
      for (let count = 0; count < 20; count++) socket.send(SMALL_FRAME);
    }
    await until(() => warnings.length === 2);

    sleeper.socket.resume();

    expect(await sleeper.closed).toEqual({ code: 1008, reason: 'no byte of the waiting answers was taken for 1000 ms' });
    expect(sleeper.frames).toHaveLength(20);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    gone.socket.resume();
    expect((await gone.closed).code).toBe(1006);
  });

  it('keeps a silent client that has nothing to take', async () => {
    const { ws } = await start({ stallTimeoutMs: 50 });
    const client = await new Client(ws).open();
    await new Promise((resolve) => setTimeout(resolve, 300));

    client.socket.send('{"data":[],"execEndpoint":"/echo"}');
    await until(() => client.frames.length === 1);
  });

  it('takes the deadline of the handshake for every call', async () => {
    const { ws, executor } = await start();
    const client = await new Client(ws, [], { 'x-request-timeout-ms': '5000' }).open();

    client.socket.send('{"data":[],"execEndpoint":"/echo"}');
    await until(() => client.frames.length === 1);

    const leftMs = (executor.seen[0]?.envelope.deadlineMs ?? 0) - Date.now();
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(5000);
  });

  it('finishes what is in flight when it stops, then closes with 1001', async () => {
    const { ws, gateway, executor } = await start();
    const [busy, idle] = [await new Client(ws).open(), await new Client(ws).open()];

    busy.socket.send('{"data":[],"execEndpoint":"/slow","parameters":{"ms":200}}');
    await until(() => executor.running === 1);
    await gateway.stop();

    expect((await busy.closed).code).toBe(1001);
    expect((await idle.closed).code).toBe(1001);
    expect(busy.frames.length).toBe(1);
  });

  it('does not wait for a client that answers no close', async () => {
    const { port, gateway } = await start();
    const socket = connect(port('websocket'), '127.0.0.1');
    socket.on('error', () => {});
    const upgraded = new Promise((resolve) => socket.once('data', resolve));
    socket.write(
      'GET / HTTP/1.1\r\nhost: x\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await upgraded;
    socket.pause();

    const startMs = performance.now();
    await gateway.stop();

    expect(performance.now() - startMs).toBeLessThan(5000);
    socket.destroy();
  });
});

describe('who may connect', () => {
  const statusOf = (client: Client) =>
    new Promise((resolve) => client.socket.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode)));

  it('is no page of another origin, which browsers would let connect', async () => {
    const { ws } = await start();

    expect(await statusOf(new Client(ws, ['json'], { origin: 'https://evil.example' }))).toBe(403);
    await new Client(ws, ['json'], { origin: ws.replace('ws', 'http') }).open();
  });

  it('is a page of an origin that the options name', async () => {
    const { ws } = await start({ allowedOrigins: ['https://a.example'] });

    await new Client(ws, ['json'], { origin: 'https://a.example' }).open();
    expect(await statusOf(new Client(ws, ['json'], { origin: 'https://b.example' }))).toBe(403);
  });

  it('shows a key as a sub-protocol where it cannot set a header, as in a browser', async () => {
    const { ws } = await start({ interceptors: [apiKeyInterceptor({ keys: ['secret'] })] });
    const ask = async (key: string) => {
      const client = await new Client(ws, ['json', `bearer.${Buffer.from(key).toString('base64url')}`]).open();
      client.socket.send(SMALL_FRAME);
      await until(() => client.frames.length > 0);
      return [client.socket.protocol, client.json().header.status?.code ?? 0];
    };

    expect(await ask('secret')).toEqual(['json', 0]);
    expect(await ask('guess')).toEqual(['json', 1]);
  });
});
