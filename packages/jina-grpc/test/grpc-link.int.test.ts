import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type handleUnaryCall, Server, ServerCredentials } from '@grpc/grpc-js';
import { decodeDocuments, encodeDocuments, JINA_METHODS, type Message, RuntimeError } from '@zedflow/core-protocol';
import { connectGrpc, type GrpcLinkOptions, type JinaGrpcServer } from '@zedflow/jina-grpc';
import type { Link } from '@zedflow/runtime-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { message, ScriptedService, startGateway, startWorker, until } from './fixtures/grpc-peers.js';

const links: Link[] = [];
const servers: { stop(): Promise<void> }[] = [];

async function connect(server: { readonly address: string }, options: GrpcLinkOptions = {}): Promise<Link> {
  const link = connectGrpc(server.address, { maxReconnectMs: 100, ...options });
  links.push(link);
  await until(() => link.isReady);
  return link;
}

function failure(promise: Promise<unknown>): Promise<RuntimeError> {
  return promise.then(
    () => expect.fail('it did not fail'),
    (error: RuntimeError) => error,
  );
}

function open(name: string): Message {
  const request = message(name);
  return { ...request, envelope: { ...request.envelope, kind: 'open' } };
}

afterEach(async () => {
  await Promise.all(links.splice(0).map((link) => link.close()));
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

describe.each(['worker', 'gateway'] as const)('connectGrpc to our own %s', (role) => {
  let service: ScriptedService;
  let server: JinaGrpcServer;

  beforeEach(async () => {
    service = new ScriptedService();
    server = await (role === 'worker' ? startWorker : startGateway)(service);
    servers.push(server);
  });

  it('is ready when the peer has told its endpoints', async () => {
    const link = await connect(server);

    expect(link.description?.endpoints.map((endpoint) => [endpoint.name, endpoint.stream])).toEqual([
      ['/default', false],
      ['/stream', true],
    ]);
    expect(link.canTake(1_000)).toBe(true);
  });

  it('carries calls with their documents and parameters', async () => {
    const link = await connect(server);

    const reply = await link.call(message('/index', { parameters: { top: 3 } }, ['a', 'b']));

    expect(reply.envelope).toMatchObject({ kind: 'reply', requestId: 'r1', contentType: 'jina/v2' });
    expect(decodeDocuments('jina/v2', reply.payloads[0] ?? Buffer.alloc(0)).map((document) => document.text)).toEqual(['a', 'b']);
    expect(service.requests[0]?.envelope.parameters).toEqual({ top: 3 });
  });

  it("gives a handler's error as an answer", async () => {
    const link = await connect(server);

    const reply = await link.call(message('/fail'));

    expect(reply.envelope.status).toMatchObject({ code: 'ERROR', exception: { name: 'ValueError' } });
  });

  it('rejects with the code that the peer told', async () => {
    const link = await connect(server);

    const error = await failure(link.call(message('/dead')));

    expect(error).toMatchObject({ code: 'executor_died', details: { started: true } });
  });

  it('cancels at the peer when the caller leaves', async () => {
    const link = await connect(server);
    const controller = new AbortController();
    const call = failure(link.call(message('/hang'), { signal: controller.signal }));
    await until(() => service.running === 1);

    controller.abort();

    expect((await call).code).toBe('cancelled');
    await until(() => service.aborted.includes('r1') && link.inFlight === 0);
  });

  // A peer that speaks only Jina's wire does not tell when the handler of a call that was taken back has ended.
  if (role === 'worker')
    it.each(['leaves', 'has no time left'])('counts a call as load until its handler has ended when the caller %s', async (how) => {
      const link = await connect(server);
      const controller = new AbortController();
      const leftMs = how === 'leaves' ? 60_000 : 300;
      const call = failure(link.call(message('/deaf', { deadlineMs: Date.now() + leftMs }), { signal: controller.signal }));
      await until(() => service.running === 1);

      if (how === 'leaves') controller.abort();

      expect((await call).code).toBe(how === 'leaves' ? 'cancelled' : 'deadline_exceeded');
      expect(link.inFlight).toBe(1);
      service.release();
      await until(() => link.inFlight === 0);
    });

  it('keeps the deadline of the caller', async () => {
    const link = await connect(server);

    const error = await failure(link.call(message('/hang', { deadlineMs: Date.now() + 80 })));

    expect(error.code).toBe('deadline_exceeded');
    await until(() => service.aborted.includes('r1'));
  });

  it('streams items and one end', async () => {
    const link = await connect(server);
    const kinds: string[] = [];

    for await (const item of link.stream(open('/stream'))) kinds.push(item.envelope.kind);

    expect(kinds).toEqual(['item', 'item', 'item', 'end']);
  });

  it("ends a stream with the handler's error", async () => {
    const link = await connect(server);
    let last: Message | undefined;

    for await (const item of link.stream(open('/fail'))) last = item;

    expect(last?.envelope).toMatchObject({ kind: 'end', status: { code: 'ERROR', description: "Error('mid')" } });
  });

  it('ends the stream at the peer when the consumer leaves the loop', async () => {
    const link = await connect(server);

    for await (const _item of link.stream(open('/endless'))) break;

    await until(() => service.aborted.includes('stream'));
  });

  it('fails what is in flight when the peer goes away, is not ready then, and ready again when it is back', async () => {
    const link = await connect(server);
    const changes: boolean[] = [];
    link.subscribe(() => changes.push(link.isReady));
    const call = failure(link.call(message('/hang')));
    await until(() => service.running === 1);

    await server.stop({ graceMs: 0 });

    expect(['transport_lost', 'runtime_draining']).toContain((await call).code);
    expect((await call).details['started']).toBe(true);
    await until(() => !link.isReady);
    expect(await failure(link.call(message('/x')))).toMatchObject({ code: 'unavailable', details: { started: false } });
    const again = await (role === 'worker' ? startWorker : startGateway)(service, { port: server.port });
    servers.push(again);
    await until(() => link.isReady);
    expect((await link.call(message('/x'))).envelope.kind).toBe('reply');
    expect(changes).toContain(false);
  });

  it('ends with the reason of whoever knows that its peer is gone', async () => {
    const link = await connect(server);
    const call = failure(link.call(message('/hang')));
    await until(() => service.running === 1);

    link.fail(new RuntimeError('executor_died', 'the container is gone', { details: { exitCode: 137 } }));

    expect(await call).toMatchObject({ code: 'executor_died', details: { exitCode: 137, started: true } });
    expect(await failure(link.call(message('/x')))).toMatchObject({ code: 'executor_died', details: { started: false } });
    expect(await link.closed).toMatchObject({ code: 'executor_died' });
    await link.close();
  });

  it('rejects what is in flight with transport_closed when it is closed, and everything after', async () => {
    const link = await connect(server);
    const call = failure(link.call(message('/hang')));
    await until(() => service.running === 1);

    await link.close();

    expect((await call).code).toBe('transport_closed');
    expect(await failure(link.call(message('/x')))).toMatchObject({ code: 'transport_closed', details: { started: false } });
    expect(await link.closed).toBeUndefined();
  });

  it('keeps nothing of 10,000 calls', async () => {
    const link = await connect(server);
    let left = 10_000;
    const caller = async () => {
      while (left-- > 0) await link.call(message('/x'));
    };

    await Promise.all(Array.from({ length: 50 }, caller));

    expect(link.inFlight).toBe(0);
    expect(service.running).toBe(0);
  });
});

describe('connectGrpc to a worker with a smaller limit', () => {
  it('refuses what is too large here, so that the lane and its other calls go on', async () => {
    const service = new ScriptedService();
    const server = await startWorker(service, { maxMessageBytes: 200_000 });
    servers.push(server);
    const link = await connect(server);
    const other = link.call(message('/pause', { requestId: 'other' }));

    const error = await failure(link.call(message('/x', {}, ['x'.repeat(300_000)])));
    const small = await Promise.all(Array.from({ length: 20 }, () => link.call(message('/x', {}, ['x'.repeat(50_000)]))));

    expect(error.code).toBe('protocol_message_too_large');
    expect((await other).envelope.kind).toBe('reply');
    expect(small).toHaveLength(20);
  });
});

describe('connectGrpc to a peer of another generation', () => {
  it('writes the documents anew, both ways', async () => {
    const service = new ScriptedService();
    const server = await startGateway(service, { docarray: 'v1' });
    servers.push(server);
    const link = await connect(server);
    const documents = [{ id: '1', text: 'hello' }];
    const envelope = { kind: 'call', sequence: 0, requestId: 'j', endpoint: '/x', contentType: 'json', accept: ['json'] } as const;

    const reply = await link.call({ envelope, payloads: [encodeDocuments('json', documents)] });

    expect(service.requests[0]?.envelope.contentType).toBe('jina/v1');
    expect(reply.envelope.contentType).toBe('json');
    expect(decodeDocuments('json', reply.payloads[0] ?? Buffer.alloc(0))).toMatchObject(documents);
  });
});

describe('connectGrpc to a foreign peer', () => {
  async function startBare(handlers: Record<string, handleUnaryCall<Buffer, Buffer>>) {
    const same = (bytes: Buffer): Buffer => bytes;
    const server = new Server();
    for (const [name, handler] of Object.entries(handlers)) {
      const method = JINA_METHODS[name as keyof typeof JINA_METHODS];
      const codec = { requestSerialize: same, requestDeserialize: same, responseSerialize: same, responseDeserialize: same };
      server.addService({ [method.rpc]: { ...method, ...codec } }, { [method.rpc]: handler });
    }
    const port = await new Promise<number>((resolve, reject) =>
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound))),
    );
    servers.push({ stop: async () => server.forceShutdown() });
    return { address: `127.0.0.1:${port}` };
  }

  it('takes a peer without discovery to have /default', async () => {
    const peer = await startBare({ processSingleData: (call, answer) => answer(null, call.request) });

    const link = await connect(peer);

    expect(link.description?.endpoints.map((endpoint) => endpoint.name)).toEqual(['/default']);
    expect((await link.call(message('/x'))).envelope).toMatchObject({ kind: 'reply', requestId: 'r1', endpoint: '/x' });
  });

  it('gives up an answer after timeoutSendMs, so that another replica may be asked', async () => {
    const peer = await startBare({ processSingleData: () => {} });
    const link = await connect(peer, { timeoutSendMs: 60 });

    const error = await failure(link.call(message('/x', { deadlineMs: Date.now() + 10_000 })));

    expect(error).toMatchObject({ code: 'deadline_exceeded', retryable: true, details: { timeoutSendMs: 60, started: true } });
  });

  it('has no more in flight than its credits', async () => {
    const peer = await startBare({ processSingleData: () => {} });
    const link = await connect(peer, { maxInFlight: 2 });
    const calls = [failure(link.call(message('/x'))), failure(link.call(message('/x')))];

    expect(link.canTake(1)).toBe(false);
    expect(await failure(link.call(message('/x')))).toMatchObject({ code: 'resource_exhausted', details: { started: false } });
    await link.close();
    await Promise.all(calls);
  });

  it('joins the parts of a message for a peer that takes no lists', async () => {
    const peer = await startBare({ processSingleData: (call, answer) => answer(null, call.request) });
    const link = await connect(peer);
    const parts = [message('/x', {}, ['left']), message('/x', {}, ['right'])];
    const payloads = parts.map((_part, index) => encodeDocuments('jina/v2', [{ id: String(index), text: index === 0 ? 'left' : 'right' }]));

    const reply = await link.call({ envelope: { ...(parts[0] as Message).envelope, parts: ['left', 'right'] }, payloads });

    expect(decodeDocuments('jina/v2', reply.payloads[0] ?? Buffer.alloc(0)).map((document) => document.text)).toEqual(['left', 'right']);
  });

  it('is not ready while nothing listens', async () => {
    const link = connectGrpc('127.0.0.1:1');
    links.push(link);

    await new Promise((resolve) => setTimeout(resolve, 100));

    expect(link.isReady).toBe(false);
    expect(link.canTake(0)).toBe(false);
  });
});

describe('connectGrpc with TLS', () => {
  it('reaches a server by its certificate authority, and not without', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zedflow-grpc-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', cert, ...subject], {
      stdio: 'ignore',
    });
    const pem = readFileSync(cert);
    const server = await startWorker(new ScriptedService(), { tls: { cert: pem, key: readFileSync(key) } });
    servers.push(server);
    rmSync(folder, { recursive: true });

    const address = `grpcs://localhost:${server.port}`;
    const link = await connect({ address }, { tls: { ca: pem } });
    const stranger = connectGrpc(address);
    links.push(stranger);

    expect(server.address).toMatch(/^grpcs:/);
    expect((await link.call(message('/x'))).envelope.kind).toBe('reply');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(stranger.isReady).toBe(false);
  });
});
