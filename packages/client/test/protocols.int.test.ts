import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, type ClientProtocol, createClient } from '@zedflow/client';
import { type Document, decodeDocuments, encodeDocuments, type Message, RuntimeError } from '@zedflow/core-protocol';
import { createGateway } from '@zedflow/gateway';
import type { CallOptions, CallService } from '@zedflow/runtime-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What the server saw of calls that their client left. */
const aborted: string[] = [];

const BOOM = {
  code: 'ERROR' as const,
  description: "ValueError('boom', 3)",
  exception: { name: 'ValueError', args: ['boom', '3'], stacks: ['at handler'], executor: 'Encoder' },
};

/** Answers by the endpoint's name, with routes as a Flow's graph writes them. */
const service: CallService = {
  async call(request, options) {
    const startMs = Date.now();
    const { endpoint } = request.envelope;
    if (endpoint === '/slow') await untilAborted(endpoint, options);
    if (endpoint === '/late') await sleep(200);
    if (endpoint === '/huge') throw new RuntimeError('protocol_message_too_large', 'too much for this test');
    if (endpoint === '/full') throw new RuntimeError('resource_exhausted', 'the queue is full');
    const status = endpoint === '/boom' ? BOOM : undefined;
    const times = { startMs, endMs: Date.now() };
    return {
      envelope: {
        ...request.envelope,
        kind: 'reply',
        routes: [
          { executor: 'gateway', ...times },
          { executor: 'encoder', ...times },
        ],
        ...(status === undefined ? {} : { status }),
      },
      payloads: request.payloads,
    };
  },
  async *stream(request, options) {
    const contentType = request.envelope.contentType ?? 'json';
    const [document] = decodeDocuments(contentType, request.payloads[0] as Uint8Array) as [Document];
    const times = (request.envelope.parameters?.['times'] ?? 3) as number;
    for (let item = 0; item < times; item++) yield itemOf(request, [{ ...document, text: `${document.text} ${item}` }]);
    if (request.envelope.endpoint === '/breaks') yield { envelope: { ...request.envelope, kind: 'end', status: BOOM }, payloads: [] };
    if (request.envelope.endpoint === '/endless') await untilAborted('/endless', options);
    yield { envelope: { ...request.envelope, kind: 'end' }, payloads: [] };
  },
};

function itemOf(request: Message, documents: Document[]): Message {
  const contentType = request.envelope.accept?.[0] ?? request.envelope.contentType ?? 'json';
  return { envelope: { ...request.envelope, kind: 'item', contentType }, payloads: [encodeDocuments(contentType, documents)] };
}

function untilAborted(endpoint: string, options: CallOptions | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    options?.signal?.addEventListener('abort', () => {
      aborted.push(endpoint);
      reject(RuntimeError.from(options.signal?.reason, 'cancelled'));
    });
  });
}

const endpoint = (name: string, stream = false) => ({ name, write: false, stream, singleDocument: stream });

const gateway = createGateway({
  service,
  describe: () => ({
    name: 'flow',
    nodes: [
      {
        name: 'encoder',
        executor: 'Encoder',
        endpoints: [
          endpoint('/echo'),
          endpoint('/late'),
          endpoint('/slow'),
          endpoint('/boom'),
          endpoint('/full'),
          endpoint('/huge'),
          endpoint('/chat', true),
          endpoint('/endless', true),
          endpoint('/breaks', true),
        ],
      },
    ],
  }),
  listeners: [{ protocol: 'grpc' }, { protocol: 'http' }, { protocol: 'websocket' }],
});

const protocols: ClientProtocol[] = ['grpc', 'http', 'websocket'];

beforeAll(() => gateway.start());
afterAll(() => gateway.stop());

describe.each(protocols)('a client over %s', (protocol) => {
  let client: Client;

  beforeAll(() => {
    const listening = gateway.addresses.find((address) => address.protocol === protocol);
    client = createClient({ host: listening?.address as string });
  });
  afterAll(() => client.close());

  it('gets its documents back', async () => {
    const documents = await client.post('/echo', [
      { id: 'a', text: 'hello' },
      { id: 'b', text: 'world' },
    ]);

    expect(documents).toEqual([expect.objectContaining({ id: 'a', text: 'hello' }), expect.objectContaining({ id: 'b', text: 'world' })]);
  });

  it('keeps tensors, bytes, numbers and nested documents', async () => {
    const [document] = await client.post('/echo', {
      id: 'a',
      tags: { price: 3.5, name: 'x' },
      chunks: [{ id: 'c', text: 'chunk' }],
    });

    expect(document).toMatchObject({ id: 'a', tags: { price: 3.5, name: 'x' }, chunks: [{ id: 'c', text: 'chunk' }] });
  });

  it('keeps the order of 500 requests from an async generator', async () => {
    const source = async function* () {
      for (let index = 0; index < 500; index++) yield { id: `${index}` };
    };

    const documents = await client.post('/echo', source(), { requestSize: 1 });

    expect(documents.map(({ id }) => id)).toEqual(Array.from({ length: 500 }, (_, index) => `${index}`));
  });

  it('sends parameters and reads them back', async () => {
    for await (const { parameters } of client.postStream('/echo', 'x', { parameters: { top: 3, name: 'y' } })) {
      expect(parameters).toMatchObject({ top: 3, name: 'y' });
    }
  });

  it("throws the handler's exception", async () => {
    await expect(client.post('/boom', 'x')).rejects.toMatchObject({
      code: 'executor_failed',
      rawMessage: "ValueError('boom', 3)",
      details: { name: 'ValueError', executor: 'Encoder' },
    });
  });

  it('says that the server is full, and goes on working', async () => {
    await expect(client.post('/full', 'x')).rejects.toMatchObject({ code: 'resource_exhausted' });
    expect(await client.post('/echo', { id: 'a' })).toHaveLength(1);
  });

  it('leaves after timeoutMs, and goes on working', async () => {
    await expect(client.post('/slow', 'x', { timeoutMs: 100 })).rejects.toMatchObject({ code: 'deadline_exceeded' });
    expect(await client.post('/echo', { id: 'a' })).toHaveLength(1);
  });

  it.runIf(protocol !== 'websocket')('fires the signal of the handler when the call is left', async () => {
    const controller = new AbortController();
    const call = client.post('/slow', 'x', { signal: controller.signal });
    await sleep(50);
    const before = aborted.length;

    controller.abort();

    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => aborted.length).toBeGreaterThan(before);
  });

  it('is ready', async () => {
    expect(await client.isReady()).toBe(true);
  });

  it('tells where the time went', async () => {
    const profile = await client.profile();

    expect(Object.keys(profile.executors)).toEqual(['encoder']);
    expect(profile.roundtripMs).toBeGreaterThan(0);
  });

  it.runIf(protocol !== 'websocket')('streams what a generator endpoint yields', async () => {
    const texts: unknown[] = [];

    for await (const document of client.streamDoc('/chat', 'hi')) texts.push(document.text);

    expect(texts).toEqual(['hi 0', 'hi 1', 'hi 2']);
  });

  it.runIf(protocol !== 'websocket')('sends parameters beside the document of a stream', async () => {
    const texts: unknown[] = [];

    for await (const document of client.streamDoc('/chat', 'hi', { parameters: { times: 1 } })) texts.push(document.text);

    expect(texts).toEqual(['hi 0']);
  });

  it.runIf(protocol !== 'websocket').each([3, 0])('throws what a generator threw after %i items', async (times) => {
    const items = client.streamDoc('/breaks', 'hi', { parameters: { times } });
    for (let item = 0; item < times; item++) expect((await items.next()).value).toMatchObject({ text: `hi ${item}` });

    await expect(items.next()).rejects.toMatchObject({ code: 'executor_failed', message: /ValueError\('boom', 3\)/ });
  });

  it.runIf(protocol !== 'websocket')('cancels the generator when the loop is left', async () => {
    const before = aborted.length;

    for await (const document of client.streamDoc('/endless', 'hi')) if (document.text === 'hi 1') break;

    await expect.poll(() => aborted.length).toBeGreaterThan(before);
  });

  it.runIf(protocol === 'websocket')('refuses streamDoc, which Jina does not have there', async () => {
    await expect(client.streamDoc('/chat', 'hi').next()).rejects.toMatchObject({ code: 'config_unsupported' });
  });

  it('tells the handler when the only caller left', async () => {
    const before = aborted.length;

    await expect(client.post('/slow', 'x', { timeoutMs: 50 })).rejects.toMatchObject({ code: 'deadline_exceeded' });

    await expect.poll(() => aborted.length).toBeGreaterThan(before);
    expect(await client.post('/echo', 'y')).toMatchObject([{ text: 'y' }]);
  });

  it('throws what cannot be encoded, and goes on', async () => {
    await expect(client.post('/echo', [{ tensor: { dtype: 'float32', shape: [4], data: new Float32Array(3) } }])).rejects.toMatchObject({
      code: 'invalid_argument',
    });
    expect(await client.post('/echo', 'y')).toMatchObject([{ text: 'y' }]);
  });

  it('has the code of the server, not only that of the protocol', async () => {
    await expect(client.post('/huge', 'x')).rejects.toMatchObject({
      code: 'protocol_message_too_large',
      message: /too much for this test/,
    });
  });

  it('says that it was closed', async () => {
    const closed = createClient({ host: client.address });
    await closed.post('/echo', 'x');
    await closed.close();

    await expect(closed.post('/echo', 'x')).rejects.toMatchObject({ code: 'transport_closed' });
    expect(await closed.isReady()).toBe(false);
    await closed.close();
  });

  it('is late, not hanging, when the server says nothing at all', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const lost = createClient({ host: `${client.address.replace(/:\d+$/, '')}:${port}` });

    await expect(lost.post('/echo', 'x', { timeoutMs: 100 })).rejects.toMatchObject({ code: 'deadline_exceeded' });

    await lost.close();
    silent.close();
  });

  it('is unavailable, not hanging, when nothing listens', async () => {
    await using lost = createClient({ host: `${client.address.replace(/:\d+$/, '')}:1` });

    await expect(lost.post('/echo', 'x')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/ECONNREFUSED [\d.:[\]]+$/),
    });
    expect(await lost.isReady()).toBe(false);
  });
});
