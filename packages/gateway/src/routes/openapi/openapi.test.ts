import type { JsonObject } from '@zedflow/core-protocol';
import { describe, expect, it } from 'vitest';
import { echoFlow } from '../../../test/fixtures/echo-flow.js';
import { resolveGatewayOptions } from '../../gateway-options.js';
import { EndpointTable, endpointsOf } from '../../http/endpoint-table.js';
import { builtInRoutes } from '../built-in.js';
import { collectRoutes } from '../collect-routes.js';
import { describeOpenApi } from './openapi.js';

interface PageOptions {
  readonly noDebugEndpoints?: boolean;
  readonly noCrudEndpoints?: boolean;
}

// biome-ignore lint/suspicious/noExplicitAny: a JSON document is read by paths here
async function documentOf(shown: PageOptions = {}, endpoints = [...endpointsOf(echoFlow().describe()).values()]): Promise<any> {
  const flow = echoFlow();
  const options = resolveGatewayOptions({ ...flow, listeners: [{ protocol: 'http' }], title: 'T', description: 'D', ...shown });
  const routes = await collectRoutes(builtInRoutes(options, new EndpointTable(flow.describe, options.clock)), options);
  return describeOpenApi(options, endpoints, routes);
}

function refsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => (key === '$ref' ? [member as string] : refsOf(member)));
}

function resolve(document: JsonObject, pointer: string): unknown {
  return pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((value, key) => (value as JsonObject | undefined)?.[key], document);
}

describe('describeOpenApi', () => {
  it('has every path that can be posted to, as the Python client looks for them', async () => {
    const { paths, openapi } = await documentOf();

    expect(openapi).toBe('3.1.0');
    const posts = Object.keys(paths).filter((path) => 'post' in paths[path]);
    expect(posts).toEqual(expect.arrayContaining(['/echo', '/boom', '/chat', '/index', '/search', '/post']));
    expect(paths['/chat']).toHaveProperty('get');
    expect(paths).not.toHaveProperty('/_jina_dry_run_');
    expect(paths['/update']).toHaveProperty('put');
    expect(paths['/delete']).toHaveProperty('delete');
  });

  it('keeps the own schemas of the Executors with their definitions, and every reference works', async () => {
    const document = await documentOf();

    const model = document.components.schemas.TextDoc;
    expect(model.required).toEqual(['text']);
    expect(model.$defs.Inner.properties.n).toEqual({ type: 'integer' });
    const refs = refsOf(document);
    expect(refs).toContain('#/components/schemas/TextDoc/$defs/Inner');
    for (const ref of refs) expect([ref, resolve(document, ref)]).not.toEqual([ref, undefined]);
  });

  it('keeps two different models of one name apart', async () => {
    const endpoint = (name: string, schema: JsonObject) => ({
      name,
      write: false,
      stream: false,
      singleDocument: false,
      input: { name: 'Doc', schema },
    });
    const flow = {
      name: 'f',
      nodes: [
        { name: 'n', executor: 'E', endpoints: [endpoint('/a', { type: 'object' }), endpoint('/b', { type: 'object', title: 'B' })] },
      ],
    };

    const { components } = await documentOf({}, [...endpointsOf(flow).values()]);

    expect(components.schemas.Doc).toEqual({ type: 'object' });
    expect(components.schemas.Doc2).toEqual({ type: 'object', title: 'B' });
  });

  it('shows only routes that exist', async () => {
    const { paths } = await documentOf({ noDebugEndpoints: true, noCrudEndpoints: true });

    for (const path of ['/post', '/status', '/dry_run', '/update', '/delete']) expect(paths).not.toHaveProperty(path);
    // An Executor of the fixture has these itself.
    expect(paths['/index'].post.tags).toBeUndefined();
  });

  it('asks for parameters where the model has required ones', async () => {
    const flow = {
      name: 'f',
      nodes: [
        {
          name: 'n',
          executor: 'E',
          endpoints: [
            {
              name: '/a',
              write: false,
              stream: false,
              singleDocument: false,
              parameters: { name: 'P', schema: { type: 'object', required: ['k'], properties: { k: { type: 'integer' } } } },
            },
          ],
        },
      ],
    };

    const { paths } = await documentOf({}, [...endpointsOf(flow).values()]);

    expect(paths['/a'].post.requestBody.content['application/json'].schema.required).toEqual(['data', 'parameters']);
  });
});

describe('endpointsOf', () => {
  it('takes the input of the first node and the output of the last', () => {
    const model = (name: string) => ({ name, schema: { type: 'object' } });
    const endpoint = { name: '/a', write: false, stream: false, singleDocument: false };
    const table = endpointsOf({
      name: 'f',
      nodes: [
        { name: 'x', executor: 'X', endpoints: [{ ...endpoint, input: model('In'), output: model('Mid') }] },
        { name: 'y', executor: 'Y', endpoints: [{ ...endpoint, stream: true, input: model('Mid'), output: model('Out') }] },
      ],
    });

    expect(table.get('/a')).toMatchObject({ stream: true, first: { input: { name: 'In' } }, last: { output: { name: 'Out' } } });
  });
});
