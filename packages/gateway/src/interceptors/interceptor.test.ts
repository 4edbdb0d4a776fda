import type { Message } from '@zedflow/core-protocol';
import { type CallService, ServerCall } from '@zedflow/runtime-api';
import { describe, expect, it } from 'vitest';
import { EchoExecutor } from '../../test/fixtures/echo-flow.js';
import { apiKeyInterceptor } from './api-key.js';
import { assertInterceptorOrder, type Interceptor, intercept } from './interceptor.js';
import { rateLimitInterceptor } from './rate-limit.js';
import { requestIdInterceptor } from './request-id.js';

const request = (headers: Record<string, string> = {}, requestId = 'r1', endpoint = '/echo'): Message => ({
  envelope: { kind: 'call', sequence: 0, requestId, endpoint, headers, contentType: 'json', accept: ['json'] },
  payloads: [Buffer.from('[]')],
});

async function collect(service: CallService, message: Message): Promise<Message[]> {
  const messages: Message[] = [];
  for await (const item of service.stream(message)) messages.push(item);
  return messages;
}

function note(name: string, notes: string[]): Interceptor {
  return {
    name,
    async call(message, options, next) {
      notes.push(`${name} in`);
      const reply = await next(message, options);
      notes.push(`${name} out`);
      return reply;
    },
  };
}

describe('intercept', () => {
  it('is the service itself when there are no interceptors', () => {
    const service = new EchoExecutor();

    expect(intercept(service, [], 'http')).toBe(service);
  });

  it('runs the interceptors in order, the first outermost', async () => {
    const notes: string[] = [];

    await intercept(new EchoExecutor(), [note('a', notes), note('b', notes)], 'http').call(request());

    expect(notes).toEqual(['a in', 'b in', 'b out', 'a out']);
  });

  it('rejects when an interceptor throws before its first await', async () => {
    const thrower: Interceptor = {
      name: 'thrower',
      call() {
        throw new Error('no');
      },
      stream() {
        throw new Error('no');
      },
    };
    const service = intercept(new EchoExecutor(), [thrower], 'http');

    await expect(service.call(request())).rejects.toThrow('no');
    await expect(collect(service, request())).rejects.toThrow('no');
  });

  it('tells the protocol when the server does not say who calls', async () => {
    let seen: unknown;
    const spy: Interceptor = {
      name: 'spy',
      call(message, options, next) {
        seen = options.caller;
        return next(message, options);
      },
    };

    await intercept(new EchoExecutor(), [spy], 'grpc').call(request());

    expect(seen).toEqual({ protocol: 'grpc', peer: '' });
  });
});

describe('requestIdInterceptor', () => {
  const named = async (protocol: 'http' | 'grpc', headers: Record<string, string>, requestId: string) =>
    (await intercept(new EchoExecutor(), [requestIdInterceptor()], protocol).call(request(headers, requestId))).envelope;

  it('takes the id of the header on HTTP and sends it back', async () => {
    expect(await named('http', { 'x-request-id': 'mine' }, 'r1')).toMatchObject({ requestId: 'mine', headers: { 'x-request-id': 'mine' } });
  });

  it('keeps the id of a message where clients pair answers by it', async () => {
    expect(await named('grpc', { 'x-request-id': 'mine' }, 'r1')).toMatchObject({ requestId: 'r1', headers: { 'x-request-id': 'r1' } });
    expect(await named('grpc', { 'x-request-id': 'mine' }, '')).toMatchObject({ requestId: 'mine' });
  });

  it('takes no id that could break a log line or a header', async () => {
    for (const id of ['a\nb', 'a b', 'a'.repeat(200), '', '<x>'])
      expect((await named('http', { 'x-request-id': id }, 'r1')).requestId).toBe('r1');
  });

  it('names every message of a stream', async () => {
    const service = intercept(new EchoExecutor(), [requestIdInterceptor()], 'http');

    const messages = await collect(service, request({ 'x-request-id': 'mine' }, 'r1', '/chat'));

    expect(new Set(messages.map(({ envelope }) => envelope.headers?.['x-request-id']))).toEqual(new Set(['mine']));
  });
});

describe('apiKeyInterceptor', () => {
  it('guards streams too', async () => {
    const service = intercept(new EchoExecutor(), [apiKeyInterceptor({ keys: ['k'] })], 'http');

    await expect(collect(service, request({}, 'r', '/chat'))).rejects.toMatchObject({ code: 'unauthenticated' });
    expect((await collect(service, request({ 'x-api-key': 'k' }, 'r', '/chat'))).length).toBe(4);
  });

  it('lets the readiness check in without a key, and other endpoints only by option', async () => {
    const service = intercept(new EchoExecutor(), [apiKeyInterceptor({ keys: ['k'] })], 'http');
    const open = intercept(new EchoExecutor(), [apiKeyInterceptor({ keys: ['k'], openEndpoints: ['/echo'] })], 'http');

    await service.call(request({}, 'r', '_jina_dry_run_'));
    await open.call(request());
    await expect(open.call(request({}, 'r', '/search'))).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('refuses options that would let everybody in', () => {
    expect(() => apiKeyInterceptor({ keys: [] })).toThrow(TypeError);
    expect(() => apiKeyInterceptor({ keys: [''] })).toThrow(TypeError);
    expect(() => apiKeyInterceptor({ keys: ['a'], header: 'X-Key' })).toThrow(/lower case/);
  });
});

describe('who calls', () => {
  const from = (peer: string) => new ServerCall({ protocol: 'http', peer });

  it('is told to the interceptors behind, never as the key itself', async () => {
    const identities: unknown[] = [];
    const spy: Interceptor = {
      name: 'spy',
      call: (message, options, next) => {
        identities.push(options.caller.identity, options.signal instanceof AbortSignal);
        return next(message, options);
      },
    };

    await intercept(new EchoExecutor(), [apiKeyInterceptor({ keys: ['k'] }), spy], 'http').call(
      request({ 'x-api-key': 'k' }),
      from('1.2.3.4:5'),
    );

    expect(identities).toEqual([expect.stringMatching(/^key-[0-9a-f]{12}$/), true]);
  });

  it('is what calls are counted by, from whatever address and with whatever headers they come', async () => {
    const service = intercept(
      new EchoExecutor(),
      [apiKeyInterceptor({ keys: ['a', 'b'] }), rateLimitInterceptor({ calls: 1, windowMs: 60_000 })],
      'http',
    );

    await service.call(request({ 'x-api-key': 'a' }), from('1.1.1.1:1'));
    await service.call(request({ 'x-api-key': 'b' }), from('1.1.1.1:1'));

    await expect(service.call(request({ authorization: 'Bearer a' }), from('2.2.2.2:2'))).rejects.toMatchObject({
      code: 'resource_exhausted',
    });
  });

  it('is the address where nobody has verified it: a header that varies buys no further calls', async () => {
    const service = intercept(new EchoExecutor(), [rateLimitInterceptor({ calls: 1, windowMs: 60_000 })], 'http');
    await service.call(request({ 'x-api-key': '1' }), from('1.1.1.1:1'));

    await expect(service.call(request({ 'x-api-key': '2', authorization: 'Bearer 3' }), from('1.1.1.1:2'))).rejects.toMatchObject({
      code: 'resource_exhausted',
    });
    await service.call(request(), from('1.1.1.2:1'));
  });

  it('must be verified before it is counted', () => {
    const [key, limit] = [apiKeyInterceptor({ keys: ['k'] }), rateLimitInterceptor({ calls: 1 })];

    expect(() => assertInterceptorOrder([limit, key])).toThrow("'rate-limit' must come after 'api-key'");
    expect(() => assertInterceptorOrder([key, limit])).not.toThrow();
    expect(() => assertInterceptorOrder([rateLimitInterceptor({ calls: 1, keyOf: () => 'all' }), key])).not.toThrow();
  });

  it('cannot be guessed on and on from one address, while keys that were right there go on', async () => {
    const service = intercept(new EchoExecutor(), [apiKeyInterceptor({ keys: ['good', 'other'], maxWrongKeys: 2 })], 'http');
    const call = (key: string, peer = '1.1.1.1:1') => service.call(request({ 'x-api-key': key }), from(peer));
    await call('good');
    for (const guess of ['x', 'y']) await expect(call(guess)).rejects.toMatchObject({ code: 'unauthenticated' });

    await expect(call('z')).rejects.toMatchObject({ code: 'resource_exhausted', details: { retryAfterMs: expect.any(Number) } });
    await expect(call('other', '1.1.1.1:9')).rejects.toMatchObject({ code: 'resource_exhausted' });
    await call('good', '1.1.1.1:2');
    await call('other', '1.1.1.2:1');
  });

  it('may be known by the digest of its key', async () => {
    const digest = 'sha256:8254c329a92850f6d539dd376f4816ee2764517da5e0235514af433164480d7a';
    const service = intercept(new EchoExecutor(), [apiKeyInterceptor({ keys: [digest] })], 'http');

    await service.call(request({ 'x-api-key': 'k' }));
    await expect(service.call(request({ 'x-api-key': digest }))).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('rateLimitInterceptor', () => {
  const setUp = (options: Parameters<typeof rateLimitInterceptor>[0]) =>
    intercept(new EchoExecutor(), [rateLimitInterceptor(options)], 'http');

  it('refuses with a retry hint and begins again after the window', async () => {
    const service = setUp({ calls: 1, windowMs: 50 });
    await service.call(request());

    await expect(service.call(request())).rejects.toMatchObject({ code: 'resource_exhausted', details: { started: false } });
    await new Promise((resolve) => setTimeout(resolve, 80));

    await service.call(request());
  });

  it('counts streams as calls', async () => {
    const service = setUp({ calls: 1, windowMs: 60_000 });
    await collect(service, request({}, 'r', '/chat'));

    await expect(collect(service, request({}, 'r', '/chat'))).rejects.toMatchObject({ code: 'resource_exhausted' });
  });

  it('lets unknown keys share one budget when there are too many', async () => {
    const service = setUp({ calls: 1, windowMs: 60_000, maxKeys: 2, keyOf: ({ envelope }) => envelope.requestId });

    await service.call(request({}, 'a'));
    await service.call(request({}, 'b'));
    await service.call(request({}, 'c'));

    await expect(service.call(request({}, 'd'))).rejects.toMatchObject({ code: 'resource_exhausted' });
  });

  it('says which option is wrong', () => {
    expect(() => rateLimitInterceptor({ calls: 0 })).toThrow(/options.calls/);
  });
});

describe('an option that an interceptor does not have', () => {
  it.each([
    ['rateLimitInterceptor', () => rateLimitInterceptor({ calls: 6, windowMS: 100 } as never), 'did you mean windowMs?'],
    ['apiKeyInterceptor', () => apiKeyInterceptor({ keys: ['a'], headers: 'x-key' } as never), 'did you mean header?'],
    [
      'apiKeyInterceptor',
      () => apiKeyInterceptor({ keys: ['a'], banana: 1 } as never),
      'it has keys, header, openEndpoints, openPages, maxWrongKeys',
    ],
    ['requestIdInterceptor', () => requestIdInterceptor({ header: 'x' } as never), 'it takes none'],
  ])('is refused by %s', (name, create, hint) => {
    expect(create).toThrow(TypeError);
    expect(create).toThrow(name);
    expect(create).toThrow(hint);
  });
});
