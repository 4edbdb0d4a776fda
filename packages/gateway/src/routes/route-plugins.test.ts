import { RuntimeError } from '@zedflow/core-protocol';
import { afterEach, describe, expect, it } from 'vitest';
import { echoFlow } from '../../test/fixtures/echo-flow.js';
import { createFrontService } from '../calls/front-service.js';
import { type GatewayOptions, resolveGatewayOptions } from '../gateway-options.js';
import { createHttpApp } from '../http/http-app.js';
import { requestIdInterceptor } from '../interceptors/request-id.js';
import type { PageRoute, Route, RoutePlugin } from './route.js';

const opened: { close(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const app of opened.splice(0)) await app.close();
});

const plugin = (...routes: Route[]): RoutePlugin => ({ name: 'mine', routes: () => routes });
const page = (answer: PageRoute['answer'], more: Partial<PageRoute> = {}): RoutePlugin =>
  plugin({ method: 'POST', path: '/mine', answer, ...more });

async function setUp(routes: readonly RoutePlugin[], more: Partial<GatewayOptions> = {}) {
  const { executor, ...flow } = echoFlow();
  const options = resolveGatewayOptions({ ...flow, listeners: [{ protocol: 'http' }], routes, ...more });
  const app = await createHttpApp(options, undefined, createFrontService(options, 'http'));
  opened.push(app);
  return { app, executor };
}

describe('a route plug-in', () => {
  it('gets method, path, parameters, query, headers and the body as it came, of any type', async () => {
    const { app } = await setUp([
      page(
        ({ method, path, params, query, headers, body }) => ({
          status: 201,
          headers: { 'Content-Type': 'text/plain' },
          body: [method, path, params['name'], query.get('q'), headers['x-a'], Buffer.from(body).toString()].join('|'),
        }),
        { path: '/mine/:name' },
      ),
    ]);

    const response = await app.inject({
      method: 'POST',
      url: '/mine/%C3%B6?q=1',
      headers: { 'x-a': 'h', 'content-type': 'application/xml' },
      payload: '<a/>',
    });

    expect([response.statusCode, response.headers['content-type'], response.body]).toEqual([201, 'text/plain', 'POST|/mine/ö|ö|1|h|<a/>']);
  });

  it('calls endpoints for its caller: headers and deadline go along, interceptors see the call', async () => {
    const { app, executor } = await setUp(
      [page(async (request) => ({ body: JSON.stringify(await request.post('/echo', { data: [{ text: 'hi' }], parameters: { k: 1 } })) }))],
      { interceptors: [requestIdInterceptor()] },
    );

    const response = await app.inject({
      method: 'POST',
      url: '/mine',
      headers: { 'x-request-id': 'r1', 'x-a': 'h', 'x-request-timeout-ms': '60000' },
    });

    expect(response.json()).toEqual({ data: [{ text: 'hi' }], parameters: { k: 1 } });
    expect(executor.seen[0]?.envelope).toMatchObject({ requestId: 'r1', headers: { 'x-a': 'h' }, deadlineMs: expect.any(Number) });
  });

  it('streams what a generator gives, part by part', async () => {
    const { app } = await setUp([
      page((request) => ({
        headers: { 'content-type': 'text/plain' },
        body: (async function* () {
          for await (const { id } of request.stream('/chat', { data: [{ id: 'x' }] })) yield `${id},`;
        })(),
      })),
    ]);

    expect((await app.inject({ method: 'POST', url: '/mine' })).body).toBe('0,1,2,');
  });

  it.each([
    ['a typed error', new RuntimeError('permission_denied', 'no'), 403, 'permission_denied'],
    ['any other error', new TypeError('slip'), 500, 'internal'],
  ])('answers %s as every other failure', async (_name, error, status, code) => {
    const { app } = await setUp([
      page(() => {
        throw error;
      }),
    ]);

    const response = await app.inject({ method: 'POST', url: '/mine' });

    expect([response.statusCode, response.json().code]).toEqual([status, code]);
  });

  it('answers a failure before the first part with a status', async () => {
    const { app } = await setUp([
      page((request) => ({
        body: (async function* () {
          yield JSON.stringify(await request.post('/dead'));
        })(),
      })),
    ]);

    expect((await app.inject({ method: 'POST', url: '/mine' })).statusCode).toBe(503);
  });

  it('tells a handler that failed by executor_failed', async () => {
    const { app } = await setUp([page(async (request) => ({ body: JSON.stringify(await request.post('/boom')) }))]);

    expect((await app.inject({ method: 'POST', url: '/mine' })).json().code).toBe('executor_failed');
  });

  it('may pass the documents of its body on as /post does, at a status of its own', async () => {
    const { app } = await setUp([plugin({ method: 'PATCH', path: '/again', calls: { endpoint: '/echo' }, okStatus: 202 })]);

    const response = await app.inject({ method: 'PATCH', url: '/again', payload: { data: [{ text: 'a' }] } });

    expect([response.statusCode, response.json().header.execEndpoint]).toEqual([202, '/echo']);
  });

  it('is in the OpenAPI document where it describes itself', async () => {
    const { app } = await setUp([page(() => ({}), { path: '/mine/:name', openapi: { summary: 'Mine.' } })]);

    expect((await app.inject('/openapi.json')).json().paths['/mine/{name}']).toEqual({ post: { summary: 'Mine.' } });
  });

  it('sees every route of its port', async () => {
    const { app } = await setUp([
      {
        name: 'site map',
        routes: ({ routes }) => [
          { method: 'GET', path: '/map', answer: () => ({ body: JSON.stringify(routes().map(({ path }) => path)) }) },
        ],
      },
    ]);

    expect((await app.inject('/map')).json()).toEqual(expect.arrayContaining(['/', '/status', '/post', '/docs', '/map']));
  });

  it('is asked for admission by the interceptors unless it is open', async () => {
    const guard = {
      name: 'guard',
      admit: ({ path }: { path: string }) => Promise.reject(new RuntimeError('unauthenticated', `who asks for ${path}?`)),
    };
    const { app } = await setUp([page(() => ({ body: 'guarded' })), page(() => ({ body: 'open' }), { path: '/open', access: 'open' })], {
      interceptors: [guard],
    });

    const [guarded, open, docs] = await Promise.all([
      app.inject({ method: 'POST', url: '/mine' }),
      app.inject({ method: 'POST', url: '/open' }),
      app.inject('/docs'),
    ]);

    expect([guarded.statusCode, open.body, docs.statusCode]).toEqual([401, 'open', 401]);
  });

  it('is refused when it takes the path of another', async () => {
    const twice = page(() => ({}), { method: 'GET', path: '/status' });

    await expect(setUp([twice])).rejects.toThrow(
      "[config_invalid] the route GET /status of the plug-in 'mine' is served by the plug-in 'debug' already",
    );
  });

  it.each([
    ['a path without slash', { method: 'GET', path: 'x', answer: () => ({}) }],
    ['a wildcard in the middle', { method: 'GET', path: '/*/x', answer: () => ({}) }],
    ['an unknown method', { method: 'TRACE', path: '/x', answer: () => ({}) }],
    ['neither answer nor calls', { method: 'GET', path: '/x' }],
  ])('is refused with %s', async (_name, route) => {
    await expect(setUp([plugin(route as unknown as Route)])).rejects.toMatchObject({ code: 'config_invalid', details: { plugin: 'mine' } });
  });
});
