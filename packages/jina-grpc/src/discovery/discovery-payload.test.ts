import type { EndpointDescription, FlowDescription, PeaDescription } from '@zedflow/runtime-api';
import { describe, expect, it } from 'vitest';
import { gatewayDiscovery, workerDiscovery } from './discovery-payload.js';
import { generationOf, readDiscovery } from './discovery-reader.js';

const VERSION = { major: 1, minor: 0 };
const endpoint = (name: string, fields: Partial<EndpointDescription> = {}): EndpointDescription => ({
  name,
  write: false,
  stream: false,
  singleDocument: false,
  ...fields,
});
const schema = (name: string) => ({ name, schema: { title: name, type: 'object', properties: { text: { type: 'string' } } } });
const pea = (endpoints: EndpointDescription[]): PeaDescription => ({
  pea: 'e/rep-0',
  executor: 'E',
  endpoints,
  protocol: { min: VERSION, max: VERSION },
  pid: 1,
  versions: {},
});

describe('workerDiscovery', () => {
  it('has a schema for every endpoint, the dry run included: a Python gateway looks each one up', () => {
    const discovery = workerDiscovery(pea([endpoint('/index', { write: true }), endpoint('/search')]), 'v2');

    expect(discovery.endpoints).toEqual(['/index', '/search', '_jina_dry_run_']);
    expect(discovery.writeEndpoints).toEqual(['/index']);
    expect(Object.keys(discovery.schemas)).toEqual(discovery.endpoints);
  });

  it('tells name and model of declared schemas', () => {
    const typed = endpoint('/x', {
      input: schema('In'),
      output: schema('Out'),
      parameters: schema('P'),
      stream: true,
      singleDocument: true,
    });

    expect(workerDiscovery(pea([typed]), 'v2').schemas['/x']).toEqual({
      input: { name: 'In', model: schema('In').schema },
      output: { name: 'Out', model: schema('Out').schema },
      parameters: { name: 'P', model: schema('P').schema },
      is_generator: true,
      is_singleton_doc: true,
    });
  });

  it.each([
    ['v1', 'PydanticDocument', {}],
    ['v2', 'LegacyDocumentJina', { name: null, model: null }],
  ] as const)('tells the untyped document of %s where none is declared', (generation, name, parameters) => {
    expect(workerDiscovery(pea([endpoint('/x')]), generation).schemas['/x']).toMatchObject({
      input: { name },
      output: { name },
      parameters,
    });
  });
});

describe('gatewayDiscovery', () => {
  const flow: FlowDescription = {
    name: 'f',
    nodes: [
      { name: 'a', executor: 'A', endpoints: [endpoint('/default', { input: schema('First'), output: schema('Middle') })] },
      { name: 'b', executor: 'B', endpoints: [endpoint('/x', { input: schema('Middle'), output: schema('Last') })] },
    ],
  };

  it('tells the input of the first node that takes an endpoint and the output of the last, as bare schemas', () => {
    const { schemas } = gatewayDiscovery(flow, 'v2');

    expect(schemas['/x']).toEqual({
      input: schema('First').schema,
      output: schema('Last').schema,
      is_generator: false,
      is_singleton_doc: false,
    });
  });

  it('lists each endpoint of the nodes once', () => {
    const twice = { ...flow, nodes: [...flow.nodes, ...flow.nodes] };

    expect(gatewayDiscovery(twice, 'v2').endpoints).toEqual(['/default', '/x', '_jina_dry_run_']);
  });
});

describe('readDiscovery', () => {
  const typed = endpoint('/x', { input: schema('In'), output: schema('Out'), write: true });

  it('reads what a worker told', () => {
    expect(readDiscovery(workerDiscovery(pea([typed]), 'v2'))).toEqual([typed]);
  });

  it('reads what a gateway told', () => {
    const flow = { name: 'f', nodes: [{ name: 'a', executor: 'A', endpoints: [typed] }] };

    expect(readDiscovery(gatewayDiscovery(flow, 'v2'))).toEqual([typed]);
  });

  it('reads an endpoint without a schema', () => {
    expect(readDiscovery({ endpoints: ['/x'], writeEndpoints: [], schemas: {} })).toEqual([endpoint('/x')]);
  });

  it('tells the generation by the untyped document', () => {
    expect(generationOf(workerDiscovery(pea([endpoint('/x')]), 'v1'))).toBe('jina/v1');
    expect(generationOf(workerDiscovery(pea([endpoint('/x')]), 'v2'))).toBe('jina/v2');
    expect(generationOf({ endpoints: [], writeEndpoints: [], schemas: {} })).toBeUndefined();
  });
});
