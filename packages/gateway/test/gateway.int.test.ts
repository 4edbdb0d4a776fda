import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type ChannelCredentials, Client, credentials, Metadata, status } from '@grpc/grpc-js';
import { decodeDataRequest, encodeDataRequest, encodeDocuments, JINA_METHODS, type Message } from '@zedflow/core-protocol';
import { createGateway } from '@zedflow/gateway';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { echoFlow } from './fixtures/echo-flow.js';
import { type RunningGateway, startEchoGateway, until } from './fixtures/start-gateway.js';

let running: RunningGateway | undefined;

afterEach(async () => {
  await running?.gateway.stop({ graceMs: 0 });
  running = undefined;
});

function grpcCall(port: number, endpoint: string, options: { deadlineMs?: number; text?: string; credentials?: ChannelCredentials } = {}) {
  const client = new Client(`127.0.0.1:${port}`, options.credentials ?? credentials.createInsecure());
  const request: Message = {
    envelope: { kind: 'call', sequence: 0, requestId: 'r', endpoint, contentType: 'jina/v2' },
    payloads: [encodeDocuments('jina/v2', [{ id: '1', text: options.text ?? 'a' }])],
  };
  return new Promise<{ code: number; reply: Message | undefined; details: string }>((resolve) => {
    client.makeUnaryRequest(
      JINA_METHODS.processSingleData.path,
      (message: Message) => Buffer.from(encodeDataRequest(message)),
      (bytes: Buffer) => decodeDataRequest(bytes),
      request,
      new Metadata(),
      options.deadlineMs === undefined ? {} : { deadline: Date.now() + options.deadlineMs },
      (error, reply) => resolve({ code: error?.code ?? status.OK, reply, details: error?.details ?? '' }),
    );
  }).finally(() => client.close());
}

describe('a gateway with several protocols', () => {
  it('answers on all of them at once', async () => {
    running = await startEchoGateway(['grpc', 'http', 'websocket']);

    const reply = await grpcCall(running.port('grpc'), '/echo');

    expect(running.gateway.addresses.map(({ protocol }) => protocol)).toEqual(['grpc', 'http', 'websocket']);
    expect(reply.reply?.envelope.routes?.map(({ executor }) => executor)).toEqual(['gateway', 'echo']);
    expect((await fetch(running.http)).status).toBe(200);
    expect((await fetch(running.ws.replace('ws:', 'http:'))).status).toBe(200);
  });

  it('opens one protocol on several ports', async () => {
    running = await startEchoGateway(['http', 'http']);

    for (const { address } of running.gateway.addresses) expect((await fetch(address)).status).toBe(200);
    expect(new Set(running.gateway.addresses.map(({ port }) => port)).size).toBe(2);
  });

  it('ends calls at the default deadline on every protocol', async () => {
    running = await startEchoGateway(['grpc', 'http', 'websocket'], { defaultTimeoutMs: 100, service: deadlineService() });

    const http = await fetch(`${running.http}/post`, {
      method: 'POST',
      body: '{"data":[],"execEndpoint":"/slow"}',
      headers: { 'content-type': 'application/json' },
    });
    const socket = new WebSocket(running.ws);
    socket.on('open', () => socket.send('{"data":[],"execEndpoint":"/slow"}'));
    const closeCode = await new Promise((resolve) => socket.on('close', resolve));

    expect(http.status).toBe(504);
    expect(await http.json()).toMatchObject({ header: { status: { code: 1 } }, parameters: null, routes: null });
    expect(closeCode).toBe(1011);
    expect((await grpcCall(running.port('grpc'), '/slow')).code).toBe(status.DEADLINE_EXCEEDED);
  });

  it('fires the handler signal when a gRPC caller leaves by its deadline', async () => {
    running = await startEchoGateway(['grpc']);

    const { code } = await grpcCall(running.port('grpc'), '/slow', { deadlineMs: 200 });
    await until(() => running?.executor.running === 0, 10_000);

    expect(code).toBe(status.DEADLINE_EXCEEDED);
    expect(running.executor.aborted).toBe(1);
  });

  it('refuses a gRPC message over maxMessageBytes', async () => {
    running = await startEchoGateway(['grpc'], { maxMessageBytes: 1000 });

    const { code } = await grpcCall(running.port('grpc'), '/echo', { text: 'x'.repeat(5000) });

    expect(code).toBe(status.RESOURCE_EXHAUSTED);
    expect((await grpcCall(running.port('grpc'), '/echo')).code).toBe(status.OK);
  });

  it('goes on after garbage on every port', async () => {
    running = await startEchoGateway(['grpc', 'http', 'websocket']);
    const { port } = running;

    for (const protocol of ['grpc', 'http', 'websocket'] as const) {
      await new Promise<void>((resolve) => {
        const socket = connect(port(protocol), '127.0.0.1', () => socket.end(Buffer.alloc(4096, 0xa5)));
        socket.on('error', () => {});
        socket.on('close', () => resolve());
        socket.resume();
      });
    }

    expect((await grpcCall(port('grpc'), '/echo')).code).toBe(status.OK);
    expect((await fetch(running.http)).status).toBe(200);
    expect((await fetch(running.ws.replace('ws:', 'http:'))).status).toBe(200);
  });

  it('names the taken port of each protocol', async () => {
    running = await startEchoGateway(['http']);
    const { service, describe: describeFlow } = echoFlow();
    const port = running.port('http');

    for (const protocol of ['grpc', 'http', 'websocket'] as const) {
      const gateway = createGateway({ service, describe: describeFlow, listeners: [{ protocol, port }] });
      await expect(gateway.start()).rejects.toMatchObject({ code: 'gateway_port_in_use', details: { option: 'port', port } });
    }
  });

  it('loads no Fastify for gRPC alone', () => {
    const program = (protocol: string) => `
      import { createRequire } from 'node:module';
      import { createGateway } from '@zedflow/gateway';
      const describe = () => ({ name: 'f', nodes: [] });
      const gateway = createGateway({ service: {}, describe, listeners: [{ protocol: '${protocol}' }] });
      await gateway.start();
      await gateway.stop();
      const loaded = Object.keys(createRequire(import.meta.url).cache).filter((file) => /node_modules.fastify./.test(file));
      process.stdout.write(String(loaded.length > 0));
    `;
    const loads = (protocol: string) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', program(protocol)], { cwd: import.meta.dirname }).toString();

    expect(loads('http')).toBe('true');
    expect(loads('grpc')).toBe('false');
  });
});

describe('TLS', () => {
  // A self-signed pair for tests only, valid for a hundred years.
  const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name));
  const tls = { key: fixture('localhost-key.pem'), cert: fixture('localhost-cert.pem') };

  it('is spoken by every protocol', async () => {
    running = await startEchoGateway([], {
      listeners: [
        { protocol: 'http', tls },
        { protocol: 'websocket', tls },
        { protocol: 'grpc', tls },
      ],
    });

    const body = await new Promise((resolve, reject) => {
      get(running?.http ?? '', { ca: tls.cert }, (response) => response.on('data', (chunk) => resolve(String(chunk)))).on('error', reject);
    });
    const socket = new WebSocket(running.ws, { ca: tls.cert });
    const opened = await new Promise((resolve, reject) => socket.on('open', () => resolve(true)).on('error', reject));
    socket.terminate();

    expect(running.http).toMatch(/^https:/);
    expect(running.ws).toMatch(/^wss:/);
    expect(body).toBe('{}');
    expect(opened).toBe(true);
    const reply = await grpcCall(running.port('grpc'), '/echo', { credentials: credentials.createSsl(tls.cert) });
    expect(reply.code).toBe(status.OK);
  });
});

describe('ten thousand repeats', () => {
  it('leave no request, signal or connection behind', async () => {
    running = await startEchoGateway(['http', 'websocket']);
    const { http, ws, executor } = running;
    const headers = { 'content-type': 'application/json' };
    const bodies = ['{"data":[{"text":"a"}]}', '{"data":[', '{"data":"x"}', '{}'];
    const round = async (count: number) => {
      for (let index = 0; index < count; index += 50) {
        await Promise.all(
          Array.from({ length: 50 }, async (_, step) => {
            const path = ['/echo', '/boom', '/dead', '/nowhere'][step % 4];
            await (await fetch(http + path, { method: 'POST', body: bodies[(index + step) % 4] as string, headers })).arrayBuffer();
          }),
        );
      }
    };
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const heapAfter = () => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };

    await round(2000);
    const before = heapAfter();
    await round(8000);
    for (let count = 0; count < 100; count++) {
      const socket = new WebSocket(ws);
      await new Promise((resolve) => socket.on('open', resolve));
      socket.send('{"data":[],"execEndpoint":"/slow"}');
      if (count % 10 === 0) await until(() => executor.running > 0, 10_000);
      socket.terminate();
    }
    await until(() => executor.running === 0, 10_000);

    // A kilobyte per repeat would be 8 MB.
    expect(heapAfter() - before).toBeLessThan(8 * 1024 * 1024);
    expect((await fetch(http)).status).toBe(200);
  }, 60_000);
});

/** Rejects slow calls when their deadline is over, as routers do. */
function deadlineService() {
  const { service } = echoFlow();
  return {
    stream: service.stream,
    async call(request: Message): Promise<Message> {
      const leftMs = (request.envelope.deadlineMs ?? 0) - Date.now();
      await new Promise((resolve) => setTimeout(resolve, leftMs));
      const { RuntimeError } = await import('@zedflow/core-protocol');
      throw new RuntimeError('deadline_exceeded', 'too late');
    },
  };
}
