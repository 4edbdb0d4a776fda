import { type Message, RuntimeError } from '@zedflow/core-protocol';
import { SYSTEM_CLOCK } from '@zedflow/runtime-api';
import { describe, expect, it } from 'vitest';
import { FAILED, fakeNode } from '../../test/fixtures/graph.js';
import { request, textOf } from '../../test/fixtures/messages.js';
import { compileGraph } from './compile-graph.js';
import { CompiledGraphRouter, createGraphRouter } from './graph-router.js';

const routeNames = ({ envelope }: Message) => envelope.routes?.map(({ executor }) => executor);

async function collect(stream: AsyncIterable<Message>): Promise<Message[]> {
  const messages: Message[] = [];
  for await (const message of stream) messages.push(message);
  return messages;
}

describe('a call through a linear graph', () => {
  it('visits the nodes one after the other and reports a route with times for each, the gateway first', async () => {
    const router = createGraphRouter({ nodes: [fakeNode('a'), fakeNode('b'), fakeNode('c')] });

    const reply = await router.call(request());

    expect(router.order).toEqual(['a', 'b', 'c']);
    expect(textOf(reply)).toBe('[{"text":"hi+a+b+c"}]');
    expect(reply.envelope).toMatchObject({ kind: 'reply', requestId: 'r1', endpoint: '/search', contentType: 'json' });
    expect(routeNames(reply)).toEqual(['gateway', 'a', 'b', 'c']);
    const [gateway, ...nodes] = reply.envelope.routes ?? [];
    for (const { startMs = Number.NaN, endMs = Number.NaN, status } of nodes) {
      expect(startMs).toBeLessThanOrEqual(endMs);
      expect(gateway?.startMs).toBeLessThanOrEqual(startMs);
      expect(gateway?.endMs).toBeGreaterThanOrEqual(endMs);
      expect(status).toBeUndefined();
    }
  });

  it('follows needs, whatever the order of the list', () => {
    const nodes = [fakeNode('c', { needs: ['b'] }), fakeNode('a', { needs: ['gateway'] }), fakeNode('b', { needs: ['a'] })];

    expect(createGraphRouter({ nodes }).order).toEqual(['a', 'b', 'c']);
  });

  it('echoes the request when the graph is empty', async () => {
    const reply = await createGraphRouter({ nodes: [] }).call(request({ parameters: { k: 1 } }));

    expect(textOf(reply)).toBe('[{"text":"hi"}]');
    expect(reply.envelope.parameters).toEqual({ k: 1 });
    expect(routeNames(reply)).toEqual(['gateway']);
  });

  it('skips a node that has neither the endpoint nor /default, and says so by a route without an end', async () => {
    const nodes = [
      fakeNode('a', { endpoints: ['/index'] }),
      fakeNode('b', { endpoints: ['/search'] }),
      fakeNode('c', { endpoints: ['/default'] }),
    ];

    const reply = await createGraphRouter({ nodes }).call(request());

    expect(textOf(reply)).toBe('[{"text":"hi+b+c"}]');
    expect(reply.envelope.routes?.map(({ executor, startMs, endMs }) => [executor, startMs !== undefined, endMs !== undefined])).toEqual([
      ['gateway', true, true],
      ['a', true, false],
      ['b', true, true],
      ['c', true, true],
    ]);
  });

  it('asks a node for every endpoint until the node has said what it has', async () => {
    const reply = await createGraphRouter({ nodes: [fakeNode('a')] }).call(request({ endpoint: '/whatever' }));

    expect(textOf(reply)).toBe('[{"text":"hi+a"}]');
  });

  it.each([
    ['foo', ['foo', 'foo_x']],
    ['foo$', ['foo']],
    ['oo', []],
    ['(foo|bar)', ['foo', 'foo_x', 'bar']],
    ['', ['foo', 'foo_x', 'bar']],
    ['.*x', ['foo_x']],
  ])('matches target_executor %j at the beginning of the names', async (targetExecutor, visited) => {
    const nodes = ['foo', 'foo_x', 'bar'].map((name) => fakeNode(name));

    const reply = await createGraphRouter({ nodes }).call(request({ targetExecutor }));

    expect(nodes.filter(({ seen }) => seen.length > 0).map(({ name }) => name)).toEqual(visited);
    expect(routeNames(reply)).toEqual(['gateway', 'foo', 'foo_x', 'bar']);
    expect(reply.envelope.targetExecutor).toBe('');
    for (const { seen } of nodes) for (const { envelope } of seen) expect(envelope.targetExecutor).toBe('');
  });

  it('refuses a target_executor that is not a pattern or is too long', async () => {
    const router = createGraphRouter({ nodes: [fakeNode('a')] });

    await expect(router.call(request({ targetExecutor: '(' }))).rejects.toMatchObject({ code: 'invalid_argument' });
    await expect(router.call(request({ targetExecutor: '(?=a)' }))).rejects.toThrow(/no lookaround/);
    await expect(router.call(request({ targetExecutor: 'a'.repeat(257) }))).rejects.toThrow(/257 characters/);
    await expect(collect(router.stream(request({ targetExecutor: '(' })))).rejects.toMatchObject({ code: 'invalid_argument' });
  });

  it('gives each node its own parameters and the caller the original ones with the results', async () => {
    const parameters = { top: 5, a__top: 1, b: { top: 2 }, __results__: {} };
    const nodes = [fakeNode('a', { results: { 'a/rep-0': { n: 1 } } }), fakeNode('b', { results: { 'b/rep-0': { n: 2 } } })];

    const reply = await createGraphRouter({ nodes }).call(request({ parameters }));

    expect(nodes[0]?.seen[0]?.envelope.parameters).toEqual({ top: 1, b: { top: 2 }, __results__: {} });
    expect(nodes[1]?.seen[0]?.envelope.parameters).toEqual({ top: 2, b: { top: 2 }, __results__: {} });
    expect(reply.envelope.parameters).toEqual({ ...parameters, __results__: { 'a/rep-0': { n: 1 }, 'b/rep-0': { n: 2 } } });
  });

  it('ends the chain at an error: the node has the status, later ones have no route', async () => {
    const nodes = [fakeNode('a'), fakeNode('b', { status: FAILED }), fakeNode('c')];

    const reply = await createGraphRouter({ nodes }).call(request());

    expect(reply.envelope.status).toEqual(FAILED);
    expect(routeNames(reply)).toEqual(['gateway', 'a', 'b']);
    expect(reply.envelope.routes?.map(({ status }) => status?.code)).toEqual([undefined, undefined, 'ERROR']);
    expect(nodes[2]?.seen).toEqual([]);
  });

  it('tells only the last visited node what the caller reads', async () => {
    const nodes = [fakeNode('a'), fakeNode('b'), fakeNode('c', { endpoints: ['/other'] })];

    await createGraphRouter({ nodes }).call(request({ accept: ['json'], contentType: 'jina/v2' }));

    expect(nodes[0]?.seen[0]?.envelope).toMatchObject({ contentType: 'jina/v2' });
    expect(nodes[0]?.seen[0]?.envelope.accept).toBeUndefined();
    expect(nodes[1]?.seen[0]?.envelope.accept).toEqual(['json']);
  });

  it('lets the nodes before the last answer a JSON call in a form that keeps dtypes, also for the items of a stream', async () => {
    const nodes = [fakeNode('a'), fakeNode('b', { endpoints: [{ name: '/search', stream: true }] }), fakeNode('c'), fakeNode('d')];
    const router = createGraphRouter({ nodes });
    const accepted = () => nodes.map(({ seen }) => seen.pop()?.envelope.accept);
    const anyForm = ['json', 'jina/v2', 'jina/v1'];

    await router.call(request({ accept: ['json'] }));
    expect(accepted()).toEqual([anyForm, anyForm, anyForm, ['json']]);

    await collect(router.stream(request({ kind: 'open', accept: ['json'] })));
    expect(accepted()).toEqual([anyForm, anyForm, anyForm, ['json']]);
  });

  it('asks the last node for the form of the request when the caller accepts nothing in particular', async () => {
    const nodes = [fakeNode('a'), fakeNode('b')];

    await createGraphRouter({ nodes }).call(request());

    expect(nodes[1]?.seen[0]?.envelope.accept).toEqual(['json']);
  });

  it('names the node that the documents come from in the last route of each request', async () => {
    const nodes = [fakeNode('a'), fakeNode('b')];

    await createGraphRouter({ nodes }).call(request());

    expect(nodes.map(({ seen }) => seen[0]?.envelope.routes?.at(-1)?.executor)).toEqual(['gateway', 'a']);
  });

  it('stops between two nodes when the caller has left', async () => {
    const controller = new AbortController();
    const nodes = [fakeNode('a', { onCall: () => controller.abort() }), fakeNode('b')];

    await expect(createGraphRouter({ nodes }).call(request(), { signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' });
    expect(nodes[1]?.seen).toEqual([]);
  });

  it('asks every node at a dry run, whatever it serves', async () => {
    const nodes = [fakeNode('a', { endpoints: ['/x'] }), fakeNode('b', { endpoints: [] })];

    await createGraphRouter({ nodes }).call(request({ endpoint: '_jina_dry_run_' }));

    expect(nodes.map(({ seen }) => seen.length)).toEqual([1, 1]);
  });
});

describe('a stream through a linear graph', () => {
  const chat = { name: '/search', stream: true };

  it('calls the nodes before the generator and passes its items on', async () => {
    const nodes = [fakeNode('a', { endpoints: ['/search'] }), fakeNode('b', { endpoints: [chat], results: { 'b/rep-0': { n: 1 } } })];

    const messages = await collect(createGraphRouter({ nodes }).stream(request()));

    expect(messages.map(({ envelope }) => envelope.kind)).toEqual(['item', 'item', 'end']);
    expect(messages.map(textOf)).toEqual(['{"text":"a"}', '{"text":"b"}', '']);
    expect(nodes[0]?.seen[0]?.envelope.kind).toBe('call');
    expect(textOf(nodes[1]?.seen[0] as Message)).toBe('[{"text":"hi+a"}]');
    expect(nodes[1]?.seen[0]?.envelope.kind).toBe('open');
    expect(routeNames(messages[2] as Message)).toEqual(['gateway', 'a', 'b']);
    expect(messages[2]?.envelope.parameters).toEqual({ __results__: { 'b/rep-0': { n: 1 } } });
  });

  it('sends every item through the nodes after the generator before it asks for the next', async () => {
    const nodes = [fakeNode('a', { endpoints: [chat] }), fakeNode('b'), fakeNode('c', { endpoints: ['/other'] })];

    const messages = await collect(createGraphRouter({ nodes }).stream(request()));

    expect(messages.map(textOf)).toEqual(['{"text":"a+b"}', '{"text":"b+b"}', '']);
    expect(routeNames(messages[2] as Message)).toEqual(['gateway', 'a', 'b', 'c']);
    expect(messages[2]?.envelope.routes?.[3]?.endMs).toBeUndefined();
  });

  it('ends with the error of a node before or after the generator', async () => {
    const before = [fakeNode('a', { status: FAILED }), fakeNode('b', { endpoints: [chat] })];
    const after = [fakeNode('a', { endpoints: [chat] }), fakeNode('b', { status: FAILED })];

    for (const nodes of [before, after]) {
      const messages = await collect(createGraphRouter({ nodes }).stream(request()));
      expect(messages.map(({ envelope }) => [envelope.kind, envelope.status?.code])).toEqual([['end', 'ERROR']]);
    }
  });

  it('passes an error at the end of the generator on after the items so far', async () => {
    const nodes = [fakeNode('a', { endpoints: [chat], items: ['x'], status: FAILED })];

    const messages = await collect(createGraphRouter({ nodes }).stream(request()));

    expect(messages.map(({ envelope }) => [envelope.kind, envelope.status?.code])).toEqual([
      ['item', undefined],
      ['end', 'ERROR'],
    ]);
    expect(messages[1]?.envelope.routes?.[1]?.status?.code).toBe('ERROR');
  });

  it('lets the last visited node decide when none is known to be a generator', async () => {
    const nodes = [fakeNode('a'), fakeNode('b')];

    const messages = await collect(createGraphRouter({ nodes }).stream(request()));

    expect(messages.map(textOf)).toEqual(['{"text":"a"}', '{"text":"b"}', '']);
    expect(nodes.map(({ seen }) => seen[0]?.envelope.kind)).toEqual(['call', 'open']);
  });

  it('refuses two generators in one chain by name', async () => {
    const nodes = [fakeNode('a', { endpoints: [chat] }), fakeNode('b', { endpoints: [chat] })];

    const error = await collect(createGraphRouter({ nodes }).stream(request())).catch((thrown: RuntimeError) => thrown);

    expect(error).toMatchObject({ code: 'config_unsupported', details: { nodes: ['a', 'b'] } });
  });

  it('echoes the document when no node is visited', async () => {
    const messages = await collect(createGraphRouter({ nodes: [] }).stream(request()));

    expect(messages.map(({ envelope }) => envelope.kind)).toEqual(['item', 'end']);
  });
});

describe('a call through a compiled graph', () => {
  const diamond = (...joined: Parameters<typeof fakeNode>[]) =>
    ['left', 'right'].map((name) => fakeNode(name, { needs: ['a'] })).concat(joined.map((node) => fakeNode(...node)));

  it('hands the documents of branches to a join as named parts, whatever the order of the list', async () => {
    const nodes = [...diamond(['join', { needs: ['left', 'right'] }]), fakeNode('a', { needs: ['gateway'] })];
    const router = new CompiledGraphRouter(compileGraph(nodes), SYSTEM_CLOCK);

    const reply = await router.call(request());

    expect(router.order).toEqual(['a', 'left', 'right', 'join']);
    const [atJoin] = nodes[2]?.seen ?? [];
    expect(atJoin?.envelope.parts).toEqual(['left', 'right']);
    expect(atJoin?.payloads.map((payload) => Buffer.from(payload).toString())).toEqual([
      '[{"text":"hi+a+left"}]',
      '[{"text":"hi+a+right"}]',
    ]);
    expect(routeNames(reply)).toEqual(['gateway', 'a', 'left', 'right', 'join']);
  });

  it('gives a branch that is skipped the documents of the one before it', async () => {
    const nodes = [fakeNode('a', { needs: ['gateway'] }), ...diamond(['join', { needs: ['left', 'right'] }])];
    const router = new CompiledGraphRouter(compileGraph(nodes), SYSTEM_CLOCK);

    await router.call(request({ targetExecutor: 'a|right|join' }));

    expect(nodes[3]?.seen[0]?.envelope.parts).toEqual(['a', 'right']);
  });

  it('keeps the parts of a joined request together up to the first node', async () => {
    const nodes = [fakeNode('skipped', { endpoints: [] }), fakeNode('a'), fakeNode('b')];
    const joined = request({ parts: ['x', 'y'] });

    await createGraphRouter({ nodes }).call({ ...joined, payloads: [...joined.payloads, ...joined.payloads] });

    expect(nodes.map(({ seen }) => seen[0]?.envelope.parts)).toEqual([undefined, ['x', 'y'], undefined]);
    expect(nodes[1]?.seen[0]?.payloads.length).toBe(2);
  });
});

describe('a graph that cannot run', () => {
  const invalid = (...nodes: [string, string[]][]) => {
    try {
      createGraphRouter({ nodes: nodes.map(([name, needs]) => fakeNode(name, { needs })) });
    } catch (error) {
      return error as RuntimeError;
    }
    throw new Error('the graph was taken');
  };

  it.each<[string, [string, string[]][], string, RegExp]>([
    [
      'a circle',
      [
        ['a', ['b']],
        ['b', ['a']],
      ],
      'flow_invalid',
      /circle: a -> b -> a|circle: b -> a -> b/,
    ],
    [
      'a longer circle',
      [
        ['a', ['gateway', 'c']],
        ['b', ['a']],
        ['c', ['b']],
      ],
      'flow_invalid',
      /a -> b -> c -> a|c -> a -> b -> c|b -> c -> a -> b/,
    ],
    ['a node that needs itself', [['a', ['a']]], 'flow_invalid', /a -> a/],
    [
      'an unknown name',
      [
        ['a', ['gateway']],
        ['b', ['x']],
      ],
      'flow_invalid',
      /x -> b.*there are: gateway, a/,
    ],
    [
      'two nodes of one name',
      [
        ['a', []],
        ['a', []],
      ],
      'flow_invalid',
      /two nodes have the name 'a'/,
    ],
    ['a node named gateway', [['gateway', []]], 'flow_invalid', /may not be named 'gateway'/],
    [
      'a branch',
      [
        ['a', ['gateway']],
        ['b', ['gateway']],
      ],
      'config_unsupported',
      /gateway -> a, gateway -> b/,
    ],
    [
      'a join',
      [
        ['a', ['gateway']],
        ['b', ['gateway', 'a']],
      ],
      'config_unsupported',
      /gateway -> b, a -> b/,
    ],
  ])('names the edge of %s', (_name, nodes, code, message) => {
    const error = invalid(...nodes);

    expect(error).toBeInstanceOf(RuntimeError);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });

  it('copes with a very long chain', () => {
    const nodes = Array.from({ length: 20_000 }, (_, index) => fakeNode(`n${index}`));

    expect(createGraphRouter({ nodes }).order.length).toBe(20_000);
  });
});
