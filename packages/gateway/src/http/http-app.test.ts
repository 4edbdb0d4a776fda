import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { EchoExecutor, echoFlow } from '../../test/fixtures/echo-flow.js';
import { createFrontService } from '../calls/front-service.js';
import { type GatewayOptions, resolveGatewayOptions } from '../gateway-options.js';
import { apiKeyInterceptor } from '../interceptors/api-key.js';
import { requestIdInterceptor } from '../interceptors/request-id.js';
import { createHttpApp } from './http-app.js';

const apps: FastifyInstance[] = [];

afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

async function setUp(options: Partial<GatewayOptions> = {}): Promise<{ app: FastifyInstance; executor: EchoExecutor }> {
  const { service, describe: describeFlow, executor } = echoFlow();
  const resolved = resolveGatewayOptions({ service, describe: describeFlow, listeners: [{ protocol: 'http' }], ...options });
  const app = await createHttpApp(resolved, undefined, createFrontService(resolved, 'http'));
  apps.push(app);
  return { app, executor };
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'OPTIONS';

function send(app: FastifyInstance, method: Method, url: string, body?: unknown, headers: Record<string, string> = {}) {
  const payload = body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) };
  return app.inject({
    method,
    url,
    ...payload,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
  });
}

/** Values that a schema describes: one for each alternative of a member. */
// biome-ignore lint/suspicious/noExplicitAny: schemas are read by their keywords
function samplesOf(document: any, schema: any): unknown[] {
  if (schema.$ref) {
    const keys: string[] = schema.$ref.slice(2).split('/');
    return samplesOf(
      document,
      keys.reduce((value, key) => value[key], document),
    );
  }
  if (schema.anyOf) return schema.anyOf.flatMap((one: unknown) => samplesOf(document, one));
  if (schema.allOf) {
    return samplesOf(document, schema.allOf[0]).map((sample) => Object.assign({}, sample, samplesOf(document, schema.allOf[1])[0]));
  }
  if (schema.default !== undefined) return [schema.default];
  if (schema.examples) return schema.examples;
  if (schema.type === 'null') return [null];
  if (schema.type === 'string') return ['text'];
  if (schema.type === 'integer') return [1];
  if (schema.type === 'array') return [samplesOf(document, schema.items).slice(0, 1)];
  const members = Object.entries<unknown>(schema.properties ?? {}).map(([key, member]) => [key, samplesOf(document, member)] as const);
  const count = Math.max(1, ...members.map(([, samples]) => samples.length));
  return Array.from({ length: count }, (_, index) =>
    Object.fromEntries(members.map(([key, samples]) => [key, samples[Math.min(index, samples.length - 1)]])),
  );
}

const DATA = { data: [{ id: '1', text: 'hi' }] };

describe('routes that answer as Jina v1', () => {
  it('answers /post with header, parameters, routes and data, and nothing else', async () => {
    const { app } = await setUp();

    const response = await send(app, 'POST', '/post', { ...DATA, execEndpoint: '/echo', parameters: { k: 1 }, targetExecutor: 'ec' });

    expect(response.statusCode).toBe(200);
    const body = response.json();
    expect(Object.keys(body)).toEqual(['header', 'parameters', 'routes', 'data']);
    expect(Object.keys(body.header)).toEqual(['requestId', 'status', 'execEndpoint', 'targetExecutor']);
    expect(body.header).toMatchObject({ status: null, execEndpoint: '/echo', targetExecutor: '' });
    expect(body.header.requestId).toMatch(/^[0-9a-f]{32}$/);
    expect(body.parameters).toEqual({ k: 1 });
    expect(body.data).toEqual(DATA.data);
    expect(body.routes.map((route: { executor: string }) => route.executor)).toEqual(['gateway', 'echo']);
    for (const route of body.routes) expect(route.startTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  });

  it.each([
    ['exec_endpoint', { exec_endpoint: '/echo', target_executor: 'nobody' }],
    ['execEndpoint', { execEndpoint: '/echo', targetExecutor: 'nobody' }],
    ['header', { header: { exec_endpoint: '/echo', target_executor: 'nobody' } }],
  ])('reads the spelling of %s', async (_name, keys) => {
    const { app, executor } = await setUp();

    const response = await send(app, 'POST', '/post', { ...DATA, ...keys });

    expect(response.json().header.execEndpoint).toBe('/echo');
    expect(executor.seen).toEqual([]);
  });

  it('calls / when the body names no endpoint', async () => {
    const { app } = await setUp();

    expect((await send(app, 'POST', '/post', DATA)).json().header.execEndpoint).toBe('/');
  });

  it.each<[Method, string]>([
    ['POST', '/index'],
    ['POST', '/search'],
    ['PUT', '/update'],
    ['DELETE', '/delete'],
  ])('has %s %s', async (method, path) => {
    const { app } = await setUp();

    const response = await send(app, method, path, DATA);

    expect(response.statusCode).toBe(200);
    expect(response.json().header.execEndpoint).toBe(path);
    expect(response.json().data).toEqual(DATA.data);
  });

  it('takes {"docs": [...]} and no data at all', async () => {
    const { app } = await setUp();

    expect((await send(app, 'POST', '/post', { data: { docs: DATA.data }, execEndpoint: '/echo' })).json().data).toEqual(DATA.data);
    expect((await send(app, 'POST', '/post', { execEndpoint: '/echo' })).json().data).toEqual([]);
    expect((await send(app, 'POST', '/post', { data: null })).json().data).toEqual([]);
  });

  it('answers 200 with the status of a handler that failed', async () => {
    const { app } = await setUp();

    const response = await send(app, 'POST', '/post', { ...DATA, execEndpoint: '/boom' });

    expect(response.statusCode).toBe(200);
    expect(response.json().header.status).toEqual({
      code: 1,
      description: "ValueError('boom', 3)",
      exception: { name: 'ValueError', args: ['boom', '3'], stacks: [], executor: 'Echo' },
    });
  });

  it('collects results under parameters.__results__', async () => {
    const { app } = await setUp();

    const response = await send(app, 'POST', '/post', { ...DATA, execEndpoint: '/results', parameters: { k: 1 } });

    expect(response.json().parameters).toEqual({ k: 1, __results__: { 'echo/rep-0': { n: 1 } } });
  });

  it.each([
    ['broken JSON', '{"data": ['],
    ['no object', '[1]'],
    ['one document', { data: { text: 'x' } }],
    ['a text', { data: 'x' }],
    ['a parameters list', { data: [], parameters: [1] }],
    ['an empty body', ''],
    ['a deep body', `{"data":${'['.repeat(200)}${']'.repeat(200)}}`],
    ['deep parameters', `{"data":[],"parameters":{"a":${'['.repeat(200)}${']'.repeat(200)}}}`],
  ])('answers 422 to %s', async (_name, body) => {
    const { app } = await setUp();

    const response = await send(app, 'POST', '/post', body);

    expect(response.statusCode).toBe(422);
    expect(response.json()).toHaveProperty('detail');
  });

  it.each([
    ['/dead', 503],
    ['/full', 429],
  ])('answers a failure of %s with %i, the description in header.status', async (endpoint, status) => {
    const { app } = await setUp();

    const response = await send(app, 'POST', '/post', { ...DATA, execEndpoint: endpoint });

    expect(response.statusCode).toBe(status);
    expect(response.json()).toMatchObject({ parameters: null, routes: null, header: { status: { code: 1, exception: { stacks: [] } } } });
  });

  it('says when to try again', async () => {
    const { app } = await setUp();

    expect((await send(app, 'POST', '/full', DATA)).headers['retry-after']).toBe('2');
  });

  it('shows stack traces only when asked to', async () => {
    const { app } = await setUp({ exposeStacks: true });

    const response = await send(app, 'POST', '/post', { ...DATA, execEndpoint: '/dead' });

    expect(response.json().header.status.exception.stacks.length).toBeGreaterThan(1);
  });
});

describe('routes made from endpoints', () => {
  it('answers with data, parameters and header', async () => {
    const { app } = await setUp();

    const response = await send(app, 'POST', '/echo', { ...DATA, header: { requestId: 'r-7' }, parameters: { k: 1 } });

    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ data: DATA.data, parameters: { k: 1 }, header: { requestId: 'r-7', targetExecutor: '' } });
  });

  it('takes one document and answers a list', async () => {
    const { app } = await setUp();

    expect((await send(app, 'POST', '/echo', { data: { text: 'x' } })).json().data).toEqual([{ text: 'x' }]);
  });

  it('reads header.request_id and header.target_executor', async () => {
    const { app, executor } = await setUp();

    const response = await send(app, 'POST', '/echo', { ...DATA, header: { request_id: 'r-8', target_executor: 'nobody' } });

    expect(response.json().header.requestId).toBe('r-8');
    expect(executor.seen).toEqual([]);
  });

  it('answers 500 with the description of a handler that failed', async () => {
    const { app } = await setUp();

    const response = await send(app, 'POST', '/boom', DATA);

    expect(response.statusCode).toBe(500);
    expect(response.json()).toEqual({ detail: "ValueError('boom', 3)" });
  });

  it('answers 422 without data', async () => {
    const { app } = await setUp();

    expect((await send(app, 'POST', '/echo', { parameters: {} })).statusCode).toBe(422);
  });

  it('passes the documents on byte by byte, without parsing them', async () => {
    const { app, executor } = await setUp();

    await send(app, 'POST', '/echo', '{"data":[{"text" : "x",\t"n":1.50}], "parameters":{}}');

    expect(Buffer.from(executor.seen[0]?.payloads[0] as Uint8Array).toString()).toBe('[{"text" : "x",\t"n":1.50}]');
  });

  it('answers generators that are posted to plainly with one list, and with events when they are asked for', async () => {
    const { app, executor } = await setUp();

    const plain = await send(app, 'POST', '/chat', { data: { text: 'q' } });
    const events = await send(app, 'POST', '/chat', { data: { text: 'q' }, parameters: { k: 1 } }, { accept: 'text/event-stream' });

    expect(plain.headers['content-type']).toBe('application/json');
    expect(events.headers['content-type']).toContain('text/event-stream');
    expect(executor.seen.map(({ envelope }) => envelope.kind)).toEqual(['call', 'open']);
    expect(executor.seen[1]?.envelope.parameters).toEqual({ k: 1 });
  });

  it('streams a GET whose body or query is the document', async () => {
    const { app, executor } = await setUp();

    await send(app, 'GET', '/chat', { text: 'body' });
    await send(app, 'GET', '/chat?text=query');

    expect(executor.seen.map(({ payloads }) => Buffer.from(payloads[0] as Uint8Array).toString())).toEqual([
      '{"text":"body"}',
      '{"text":"query"}',
    ]);
  });

  it('frames events with CRLF, one data line each, and an end without data', async () => {
    const { app } = await setUp();

    const { body, headers } = await send(app, 'GET', '/chat', { text: 'q' });

    expect(headers).toMatchObject({ 'cache-control': 'no-cache', connection: 'keep-alive', 'x-accel-buffering': 'no' });
    const events = body.split('\r\n\r\n');
    expect(events.length).toBe(5);
    expect(events.slice(0, 3).every((event) => /^event: update\r\ndata: \{.*\}$/.test(event))).toBe(true);
    expect(events.slice(3)).toEqual(['event: end', '']);
    expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('reports an error in mid-stream as an event, without an end', async () => {
    const { app } = await setUp();

    const { body } = await send(app, 'GET', '/late-boom', { text: 'q' });

    expect(body).toContain('event: error\r\ndata: {"code":1,"description":"ValueError(\'boom\', 3)"');
    expect(body).not.toContain('event: end');
  });

  it('answers a stream that fails before its first document with a status', async () => {
    const { app } = await setUp({
      service: {
        call: () => Promise.reject(new Error('unused')),
        async *stream({ envelope }) {
          yield { envelope: { ...envelope, kind: 'end', status: { code: 'ERROR', description: 'no' } }, payloads: [] };
        },
      },
    });

    const response = await send(app, 'GET', '/chat', { text: 'q' });

    expect(response.statusCode).toBe(500);
    expect(response.json()).toEqual({ detail: 'no' });
  });

  it('says that an endpoint does not stream where a stream was asked for', async () => {
    const { app } = await setUp();

    const got = await send(app, 'GET', '/echo');

    const detail = 'Method Not Allowed: /echo is no generator, so it does not stream; POST its documents to /echo';
    expect([got.statusCode, got.headers.allow, got.json()]).toEqual([405, 'POST', { detail }]);
  });

  it('answers 405 to other methods and 404 to other paths', async () => {
    const { app } = await setUp();

    for (const [method, path] of [
      ['PUT', '/echo'],
      ['GET', '/post'],
      ['DELETE', '/index'],
      ['POST', '/status'],
    ] as const) {
      const response = await send(app, method, path);
      expect([path, response.statusCode]).toEqual([path, 405]);
      expect(response.headers.allow).toBeTruthy();
      expect(response.json()).toEqual({ detail: 'Method Not Allowed' });
    }
    expect((await app.inject({ method: 'HEAD', url: '/chat' })).statusCode).toBe(405);
    for (const path of ['/nowhere', '/_jina_dry_run_', '/endpoints', '/docs/../package.json']) {
      const response = await send(app, 'GET', path);
      expect([path, response.statusCode]).toEqual([path, 404]);
      expect(response.json()).toEqual({ detail: 'Not Found' });
    }
  });

  it('follows an Executor that gets other endpoints while the gateway runs', async () => {
    let name = '/one';
    let nowMs = 0;
    const { app } = await setUp({
      clock: { now: () => nowMs, after: () => () => {} },
      describe: () => ({
        name: 'flow',
        nodes: [{ name: 'echo', executor: 'Echo', endpoints: [{ name, write: false, stream: false, singleDocument: false }] }],
      }),
    });

    expect((await send(app, 'POST', '/one', DATA)).statusCode).toBe(200);
    name = '/two';
    nowMs = 1001;

    expect((await send(app, 'POST', '/two', DATA)).statusCode).toBe(200);
    expect((await send(app, 'POST', '/one', DATA)).statusCode).toBe(404);
  });
});

describe('routes beside the Flow', () => {
  it('has /, /status and /dry_run', async () => {
    const { app } = await setUp();

    expect((await send(app, 'GET', '/')).body).toBe('{}');
    expect((await send(app, 'GET', '/dry_run')).json()).toEqual({ code: 0, description: '', exception: null });
    const status = (await send(app, 'GET', '/status')).json();
    expect(Object.keys(status)).toEqual(['jina', 'envs']);
    for (const value of [...Object.values(status.jina), ...Object.values(status.envs)]) expect(typeof value).toBe('string');
  });

  it('answers a dry run of a Flow that cannot be reached with code 1', async () => {
    const { app } = await setUp({
      service: {
        call: () => Promise.reject(new TypeError('down')),
        // biome-ignore lint/correctness/useYield: it fails before its first item
        async *stream() {
          throw new TypeError('down');
        },
      },
    });

    const response = await send(app, 'GET', '/dry_run');

    expect(response.statusCode).toBe(200);
    expect(response.json().code).toBe(1);
  });

  it('leaves out what the options switch off', async () => {
    const { app } = await setUp({ noDebugEndpoints: true, noCrudEndpoints: true });

    for (const path of ['/status', '/dry_run']) expect((await send(app, 'GET', path)).statusCode).toBe(404);
    expect((await send(app, 'POST', '/post', DATA)).statusCode).toBe(404);
    expect((await send(app, 'PUT', '/update', DATA)).statusCode).toBe(404);
    expect((await send(app, 'POST', '/index', DATA)).json()).not.toHaveProperty('routes');
  });

  it('has the routes of exposeEndpoints', async () => {
    const { app } = await setUp({ exposeEndpoints: { '/echo': { path: '/v1/say', methods: ['PUT'], statusCode: 201 } } });

    const response = await send(app, 'PUT', '/v1/say', DATA);

    expect(response.statusCode).toBe(201);
    expect(response.json().header.execEndpoint).toBe('/echo');
    expect((await send(app, 'GET', '/openapi.json')).json().paths['/v1/say'].put.tags).toEqual(['Customized']);
  });

  it('refuses keys of exposeEndpoints that would be ignored', async () => {
    const wrong = { '/echo': { response_model: 'x' } } as never;

    await expect(setUp({ exposeEndpoints: wrong })).rejects.toMatchObject({ code: 'config_unsupported' });
    await expect(setUp({ exposeEndpoints: { '/echo': { methods: ['FETCH'] } } })).rejects.toMatchObject({ code: 'config_invalid' });
  });

  it('answers every request that can be made up from its OpenAPI document', async () => {
    const { app } = await setUp();
    const document = (await send(app, 'GET', '/openapi.json')).json();
    const failing = ['/boom', '/dead', '/full', '/slow', '/late-boom', '/endless'];
    let sent = 0;

    for (const [path, methods] of Object.entries<Record<string, never>>(document.paths)) {
      if (failing.includes(path)) continue;
      for (const [method, { requestBody }] of Object.entries<{ requestBody?: { content: Record<string, { schema: unknown }> } }>(methods)) {
        const bodies = requestBody ? samplesOf(document, requestBody.content['application/json']?.schema) : [undefined];
        for (const body of bodies) {
          const response = await send(app, method.toUpperCase() as Method, path, body);
          expect([method, path, body, response.statusCode]).toEqual([method, path, body, 200]);
          sent++;
        }
      }
    }

    expect(sent).toBeGreaterThanOrEqual(20);
  });

  it('has a page that loads nothing from the internet', async () => {
    const { app } = await setUp({ title: 'A <b>' });

    const page = await send(app, 'GET', '/docs');

    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).toContain('A &#60;b&#62;');
    expect(page.body).not.toMatch(/https?:\/\//);
    expect((await send(app, 'GET', '/docs/swagger-ui-bundle.js')).statusCode).toBe(200);
    expect((await send(app, 'GET', '/docs/index.html')).statusCode).toBe(404);
  });

  const preflight = async (options: Partial<GatewayOptions>, origin = 'https://a.example') => {
    const { app } = await setUp(options);
    const { headers } = await send(app, 'OPTIONS', '/echo', undefined, { origin, 'access-control-request-method': 'POST' });
    return [headers['access-control-allow-origin'], headers['access-control-allow-credentials']];
  };

  it('lets pages of any origin in with cors, but never with credentials', async () => {
    expect(await preflight({ cors: true })).toEqual(['*', undefined]);
    expect(await preflight({})).toEqual([undefined, undefined]);
  });

  it('lets pages of allowedOrigins in with credentials, and no others, with cors or without', async () => {
    for (const cors of [false, true]) {
      const options = { cors, allowedOrigins: ['https://a.example'] };
      expect(await preflight(options)).toEqual(['https://a.example', 'true']);
      expect((await preflight(options, 'https://evil.example'))[0]).not.toBe('https://evil.example');
      expect((await preflight(options, 'https://evil.example'))[0]).not.toBe('*');
    }
  });

  it('refuses an allowed origin that no browser would send', async () => {
    await expect(setUp({ allowedOrigins: ['a.example'] })).rejects.toThrow(/allowedOrigins\[0\]/);
    await expect(setUp({ allowedOrigins: ['https://a.example/'] })).rejects.toThrow(TypeError);
  });

  it('asks for the key on pages too, unless they are declared open, and says so in the OpenAPI document', async () => {
    const { app } = await setUp({ interceptors: [apiKeyInterceptor({ keys: ['k'], openPages: ['/docs'] })] });
    const statusOf = async (url: string, headers = {}) => (await app.inject({ url, headers })).statusCode;

    expect([await statusOf('/status'), await statusOf('/openapi.json'), await statusOf('/%73tatus')]).toEqual([401, 401, 401]);
    expect([await statusOf('/'), await statusOf('/docs'), await statusOf('/docs/swagger-ui.css')]).toEqual([200, 200, 200]);
    const document = (await app.inject({ url: '/openapi.json', headers: { 'x-api-key': 'k' } })).json();
    expect(Object.keys(document.components.securitySchemes)).toEqual(['apiKey', 'bearer']);
    expect(document.security).toEqual([{ apiKey: [] }, { bearer: [] }]);
  });
});

describe('request targets', () => {
  const named = (name: string, more = {}) => {
    const endpoint = { name, write: false, stream: false, singleDocument: false, ...more };
    const executor = new EchoExecutor();
    const describe = () => ({ name: 'f', nodes: [{ name: 'n', executor: 'E', endpoints: [endpoint] }] });
    return { executor, options: { service: executor, describe } };
  };

  it.each([
    ['/größe', '/gr%C3%B6%C3%9Fe'],
    ['/größe', '/gr%c3%b6%c3%9fe/?a=1'],
    ['/a b', '/a%20b'],
    ['/100%', '/100%25'],
    ['/echo', '/%65cho'],
  ])('find the endpoint %s as %s', async (name, url) => {
    const { executor, options } = named(name);
    const { app } = await setUp(options);

    expect((await send(app, 'POST', url, DATA)).statusCode).toBe(200);
    expect(executor.seen[0]?.envelope.endpoint).toBe(name);
  });

  it('never reach a generator that writes by GET, which a link on any page could', async () => {
    const { executor, options } = named('/chat', { write: true, stream: true, singleDocument: true });
    const { app } = await setUp(options);

    const response = await app.inject({ method: 'GET', url: '/chat?text=a' });
    const posted = await send(app, 'POST', '/chat', DATA, { accept: 'text/event-stream' });

    expect([response.statusCode, response.headers.allow, response.json().detail]).toEqual([405, 'POST', expect.stringContaining('writes')]);
    expect([posted.statusCode, executor.seen.length]).toEqual([200, 1]);
    expect((await app.inject('/openapi.json')).json().paths['/chat']).not.toHaveProperty('get');
  });
});

describe('limits, deadlines and headers', () => {
  it('answers 413 to a body over maxMessageBytes', async () => {
    const { app } = await setUp({ maxMessageBytes: 100 });

    const response = await send(app, 'POST', '/echo', { data: [{ text: 'x'.repeat(200) }] });

    expect(response.statusCode).toBe(413);
    expect(response.json().detail).toContain('max_message_bytes (100)');
  });

  it('answers 413 to more documents than maxDocuments', async () => {
    const { app } = await setUp({ maxDocuments: 2 });

    expect((await send(app, 'POST', '/echo', { data: [{}, {}] })).statusCode).toBe(200);
    expect((await send(app, 'POST', '/echo', { data: [{}, {}, {}] })).statusCode).toBe(413);
  });

  it('answers 415 to a body that is not JSON by its type', async () => {
    const { app } = await setUp();

    const response = await send(app, 'POST', '/echo', DATA, { 'content-type': 'text/plain' });

    expect(response.statusCode).toBe(415);
    expect(response.json().detail).toContain('application/json');
  });

  it('gives a call the deadline of its header, else the default', async () => {
    const clock = { now: () => 5000, after: () => () => {} };
    const { app, executor } = await setUp({ clock, defaultTimeoutMs: 900 });

    await send(app, 'POST', '/echo', DATA, { 'x-request-timeout-ms': '250' });
    await send(app, 'POST', '/echo', DATA);
    const wrong = await send(app, 'POST', '/echo', DATA, { 'x-request-timeout-ms': 'soon' });

    expect(executor.seen.map(({ envelope }) => envelope.deadlineMs)).toEqual([5250, 5900]);
    expect(wrong.statusCode).toBe(400);
    expect(wrong.json().detail).toContain('x-request-timeout-ms');
  });

  it('reports the time in the gateway and in each node', async () => {
    const { app } = await setUp();

    const { headers } = await send(app, 'POST', '/echo', DATA);

    expect(headers['server-timing']).toMatch(/^gateway;dur=[\d.]+, echo;dur=[\d.]+$/);
  });

  it('passes on headers of the caller, but none of the connection', async () => {
    const { app, executor } = await setUp();

    await send(app, 'POST', '/echo', DATA, { 'x-tenant': 'a', 'user-agent': 'b', traceparent: '00-1-2-01' });
    await send(app, 'POST', '/echo', DATA);

    expect({ ...executor.seen[0]?.envelope.headers }).toEqual({ 'x-tenant': 'a' });
    expect(executor.seen[0]?.envelope.traceparent).toBe('00-1-2-01');
    expect(executor.seen[1]?.envelope.headers).toBeUndefined();
  });

  it('answers a request whose id no header can hold', async () => {
    const { app } = await setUp({ interceptors: [requestIdInterceptor()] });
    const header = { requestId: 'a\r\nset-cookie: x' };

    const answered = await send(app, 'POST', '/echo', { ...DATA, header });
    const failed = await send(app, 'POST', '/dead', { ...DATA, header });

    expect([answered.statusCode, failed.statusCode]).toEqual([200, 503]);
    expect(answered.headers).not.toHaveProperty('x-request-id');
    expect(failed.headers).not.toHaveProperty('x-request-id');
    expect(answered.json().header.requestId).toBe(header.requestId);
  });

  it('answers 500 when an interceptor sets a header that cannot be sent', async () => {
    const { app } = await setUp({
      interceptors: [
        {
          name: 'broken',
          async call(request, options, next) {
            const { envelope, payloads } = await next(request, options);
            return { envelope: { ...envelope, headers: { 'x-broken': 'a\nb' } }, payloads };
          },
        },
      ],
    });

    expect((await send(app, 'POST', '/echo', DATA)).statusCode).toBe(500);
  });

  it('lets interceptors refuse a call and set headers of the answer', async () => {
    const { app, executor } = await setUp({ interceptors: [requestIdInterceptor(), apiKeyInterceptor({ keys: ['k1'] })] });

    const refused = await send(app, 'POST', '/echo', DATA, { 'x-request-id': 'id-8' });
    const answered = await send(app, 'POST', '/echo', DATA, { 'x-api-key': 'k1', 'x-request-id': 'id-9' });

    expect(refused.statusCode).toBe(401);
    expect(refused.headers).toMatchObject({ 'x-request-id': 'id-8', 'www-authenticate': 'Bearer' });
    expect(refused.json().header.requestId).toBe('id-8');
    expect(answered.statusCode).toBe(200);
    expect(answered.headers['x-request-id']).toBe('id-9');
    expect(answered.json().header.requestId).toBe('id-9');
    expect(executor.seen[0]?.envelope.headers).not.toHaveProperty('x-api-key');
  });
});

describe('requests that are not as the route wants them', () => {
  it('names the content encoding that it does not read', async () => {
    const { app } = await setUp();

    const response = await send(app, 'POST', '/echo', DATA, { 'content-encoding': 'gzip' });

    expect(response.statusCode).toBe(415);
    expect(response.json().detail).toContain("Content-Encoding 'gzip'");
  });

  it('lists in Allow every method of a path that an endpoint shares with a fixed route', async () => {
    const { app } = await setUp();

    const response = await send(app, 'OPTIONS', '/index');

    expect(response.statusCode).toBe(405);
    expect(response.headers['allow']).toBe('POST');
    expect((await send(app, 'PATCH', '/')).headers['allow']).toContain('GET');
  });

  it('answers a URL that cannot be decoded in the form of every other failure', async () => {
    const { app } = await setUp();

    const response = await send(app, 'GET', '/%zz');

    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: 'invalid_argument' });
  });

  it('answers what the schema of an endpoint refuses with 422', async () => {
    const { app } = await setUp({ service: failingWith('ValidationError') });

    const response = await send(app, 'POST', '/echo', DATA);

    expect([response.statusCode, response.json()]).toEqual([422, { detail: "ValidationError('no')" }]);
  });
});

describe('a v1 Flow', () => {
  it('answers a body that names its endpoint as /post does, so that a Python client finds the status', async () => {
    const { app } = await setUp({ docarray: 'v1', service: failingWith('ValueError') });

    const response = await send(app, 'POST', '/echo', { ...DATA, exec_endpoint: '/echo' });

    expect(response.statusCode).toBe(200);
    expect(response.json().header).toMatchObject({ execEndpoint: '/echo', status: { code: 1, exception: { executor: 'Echo' } } });
    expect((await send(app, 'POST', '/echo', DATA)).json()).toEqual({ detail: "ValueError('no')" });
  });
});

function failingWith(name: string): GatewayOptions['service'] {
  const exception = { name, args: ['no'], stacks: [], executor: 'Echo' };
  return {
    call: async ({ envelope, payloads }) => ({
      envelope: { ...envelope, kind: 'reply', status: { code: 'ERROR', description: `${name}('no')`, exception } },
      payloads,
    }),
    async *stream() {},
  };
}
