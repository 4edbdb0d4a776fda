import { encodeDocuments, type Message } from '@zedflow/core-protocol';
import { apiKeyInterceptor, type Interceptor, rateLimitInterceptor, requestIdInterceptor } from '@zedflow/gateway';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type RunningGateway, startEchoGateway } from './fixtures/start-gateway.js';

let running: RunningGateway | undefined;

afterEach(async () => {
  await running?.gateway.stop({ graceMs: 0 });
  running = undefined;
});

interface Outcome {
  /** `OK`, or what the protocol says of the failure. */
  readonly text: string;
}

type Headers = Record<string, string>;

/** One call of `/echo` on each protocol, with the headers that the protocol has a place for. */
const CALLERS: Record<'http' | 'websocket' | 'grpc', (gateway: RunningGateway, headers: Headers) => Promise<Outcome>> = {
  async http({ http }, headers) {
    const body = '{"data":[{"text":"a"}],"execEndpoint":"/echo"}';
    const response = await fetch(`${http}/post`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
    return { text: response.status === 200 ? 'OK' : `${response.status} ${await response.text()}` };
  },
  websocket({ ws }, headers) {
    return new Promise((resolve) => {
      const socket = new WebSocket(ws, { headers });
      socket.on('open', () => socket.send('{"data":[{"text":"a"}],"execEndpoint":"/echo"}'));
      socket.on('message', (frame: Buffer) => {
        const { status } = JSON.parse(frame.toString()).header;
        resolve({ text: status ? status.description : 'OK' });
        socket.terminate();
      });
    });
  },
  async grpc({ port }, headers) {
    const { Client, Metadata, credentials } = await import('@grpc/grpc-js');
    const { decodeDataRequest, encodeDataRequest, JINA_METHODS } = await import('@zedflow/core-protocol');
    const client = new Client(`127.0.0.1:${port('grpc')}`, credentials.createInsecure());
    const metadata = new Metadata();
    for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
    const request: Message = {
      envelope: { kind: 'call', sequence: 0, requestId: 'r', endpoint: '/echo', contentType: 'jina/v2' },
      payloads: [encodeDocuments('jina/v2', [{ id: '1', text: 'a' }])],
    };
    try {
      return await new Promise<Outcome>((resolve) => {
        client.makeUnaryRequest(
          JINA_METHODS.processSingleData.path,
          (message: Message) => Buffer.from(encodeDataRequest(message)),
          (bytes: Buffer) => decodeDataRequest(bytes),
          request,
          metadata,
          (error, reply) => resolve({ text: error ? error.message : (reply?.envelope.status?.description ?? 'OK') }),
        );
      });
    } finally {
      client.close();
    }
  },
};

describe.each(['http', 'websocket', 'grpc'] as const)('interceptors on %s', (protocol) => {
  const call = (headers: Headers = {}) => CALLERS[protocol](running as RunningGateway, headers);

  it('let in only calls with a known API key', async () => {
    running = await startEchoGateway([protocol], { interceptors: [apiKeyInterceptor({ keys: ['k1', 'k2'] })] });

    expect((await call({ 'x-api-key': 'k2' })).text).toBe('OK');
    expect((await call({ authorization: 'Bearer k1' })).text).toBe('OK');
    expect((await call({ 'x-api-key': 'k3' })).text).toContain('not known');
    expect((await call()).text).toContain('no API key');
    expect(running.executor.seen.length).toBe(2);
    for (const { envelope } of running.executor.seen) expect(JSON.stringify(envelope.headers ?? {})).not.toMatch(/k1|k2/);
  });

  it('limit the rate of each key', async () => {
    running = await startEchoGateway([protocol], {
      interceptors: [apiKeyInterceptor({ keys: ['a', 'b'] }), rateLimitInterceptor({ calls: 2, windowMs: 60_000 })],
    });

    const outcomes = [];
    for (const key of ['a', 'a', 'a', 'b']) outcomes.push((await call({ 'x-api-key': key })).text);

    expect(outcomes.map((text) => text === 'OK')).toEqual([true, true, false, true]);
    expect(outcomes[2]).toContain('more than 2 calls');
  });

  it('see protocol, address and headers of the caller', async () => {
    const seen: unknown[] = [];
    const spy: Interceptor = {
      name: 'spy',
      call(request, options, next) {
        seen.push([options.caller.protocol, request.envelope.headers?.['x-tenant'], /^127\.0\.0\.1:\d+$/.test(options.caller.peer)]);
        return next(request, options);
      },
    };
    running = await startEchoGateway([protocol], { interceptors: [requestIdInterceptor(), spy] });

    expect((await call({ 'x-tenant': 't1' })).text).toBe('OK');
    expect(seen).toEqual([[protocol, 't1', true]]);
  });
});
