import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RuntimeError } from '@zedflow/core-protocol';
import { Flow, type FlowEvent } from '@zedflow/flow';
import { afterEach, describe, expect, it } from 'vitest';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const EXECUTORS = join(FIXTURES, 'executors.mjs');

describe.each(['THREAD', 'PROCESS'] as const)('a Flow on %s', (runtimeBackend) => {
  let flow: Flow | undefined;
  const folders: string[] = [];

  afterEach(async () => {
    await flow?.stop();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  const options = { host: '127.0.0.1', runtimeBackend, protocol: ['grpc', 'http'] as const };

  it('answers in this process and on its open ports, and can be started again', async () => {
    flow = new Flow(options).add({ name: 'upper', uses: `${EXECUTORS}#Upper` }).add({ uses: `${EXECUTORS}#Exclaim` });
    for (let round = 0; round < 2; round++) {
      await flow.start();
      expect(flow.state).toBe('ready');

      const docs = await flow.post('/upper', [{ text: 'hello' }]);
      expect(docs.map(({ text }) => text)).toEqual(['HELLO!']);

      const url = flow.addresses.find(({ protocol }) => protocol === 'http')?.url;
      const response = await fetch(`${url}/upper`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ data: [{ text: 'http' }] }),
      });
      expect(((await response.json()) as { data: { text: string }[] }).data[0]?.text).toBe('HTTP!');
      expect(flow.describe().nodes.map(({ name, executor }) => [name, executor])).toEqual([
        ['upper', 'Upper'],
        ['executor1', 'Exclaim'],
      ]);

      await flow.stop();
      expect(flow.state).toBe('stopped');
      expect(flow.addresses).toEqual([]);
      await expect(fetch(`${url}/status`)).rejects.toThrow();
    }
  });

  it('throws what a handler threw, and goes on', async () => {
    flow = await new Flow(options).add({ uses: `${EXECUTORS}#Upper` }).start();

    await expect(flow.post('/fail', [{}])).rejects.toMatchObject({
      code: 'executor_failed',
      details: { name: 'RangeError', args: ['the index is empty'], executor: 'Upper' },
    });
    expect(await flow.post('/upper', [{ text: 'a' }])).toMatchObject([{ text: 'A' }]);
  });

  it.each([true, false])('shows the stack of what a handler threw to clients with exposeStacks %s', async (exposeStacks) => {
    flow = await new Flow({ ...options, exposeStacks }).add({ uses: `${EXECUTORS}#Upper` }).start();

    const error = (await flow.post('/fail', [{}]).catch((thrown: unknown) => thrown)) as RuntimeError;

    const stack = exposeStacks ? expect.arrayContaining([expect.stringMatching(/at Upper\.fail \(.*executors\.mjs:\d+:\d+/)]) : [];
    expect(error.details['stacks']).toEqual(stack);
  });

  it('streams what a generator endpoint yields', async () => {
    flow = await new Flow(options).add({ uses: `${EXECUTORS}#Upper` }).start();

    const words: unknown[] = [];
    for await (const doc of flow.streamDoc('/words', 'a b c')) words.push(doc.text);

    expect(words).toEqual(['a', 'b', 'c']);
  });

  it('gives Executors their environment and a workspace that nobody makes unasked', async () => {
    const workspace = join(mkdtempSync(join(tmpdir(), 'zedflow-flow-')), 'work');
    folders.push(join(workspace, '..'));
    flow = await new Flow({ ...options, workspace }).add({ name: 'w', uses: `${EXECUTORS}#Upper`, env: { ZEDFLOW_TEST: 'yes' } }).start();

    const [doc] = await flow.post('/upper', [{}]).then(() => (flow as Flow).post('/where', [{}]));
    const where = JSON.parse(doc?.text ?? '') as { pid: number; env: string; workspace: string };

    expect(where).toMatchObject({ env: 'yes', workspace: join(workspace, 'w', '0') });
    expect(where.pid === process.pid).toBe(runtimeBackend === 'THREAD');
  });

  it('tells what its Peas wait for while it starts', async () => {
    const events: FlowEvent[] = [];
    flow = new Flow(options).add({ name: 'upper', uses: `${EXECUTORS}#Upper`, replicas: 2 });
    flow.onProgress((event) => events.push(event));
    await flow.start();

    const waited = events.flatMap((event) => (event.type === 'progress' ? event.peas : []));
    expect(new Set(waited.map(({ name }) => name))).toEqual(new Set(['upper/rep-0', 'upper/rep-1']));
    expect(waited.some(({ state, waitingFor }) => state === 'starting' && waitingFor !== '')).toBe(true);
    expect(events.flatMap((event) => (event.type === 'state' ? [event.state] : []))).toEqual(['starting', 'ready']);
  });

  it('keeps other replicas, probes and stopping alive while a handler holds its thread', async () => {
    flow = await new Flow({ ...options, timeoutCtrl: 300 }).add({ uses: `${EXECUTORS}#Upper`, replicas: 2 }).start();
    const blocked = flow.post('/block', [{}], { parameters: { ms: 30_000 } }).catch((error: unknown) => error);
    await sleep(100);

    for (let call = 0; call < 5; call++) expect(await flow.post('/upper', [{ text: 'b' }])).toMatchObject([{ text: 'B' }]);
    const url = flow.addresses.find(({ protocol }) => protocol === 'http')?.url;
    expect((await fetch(`${url}/status`)).status).toBe(200);
    await flow.stop();

    expect(await blocked).toMatchObject({ name: 'RuntimeError' });
  });

  it('refuses calls at once, with the reason, when an Executor cannot be started again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zedflow-'));
    folders.push(folder);
    const restart = { max_failed_starts: 1, delay_ms: 10 };
    const usesWith = { mark: join(folder, 'mark') };
    flow = await new Flow(options).add({ uses: `${EXECUTORS}#StartsOnce`, usesWith, restart }).start();
    const failing = flow.post('/exit', [{}]).catch((error: unknown) => error);

    expect(await failing).toMatchObject({ code: 'unavailable', message: expect.stringContaining('the model file is gone') });
    expect(await flow.post('/exit', [{}]).catch((error: unknown) => error)).toMatchObject({ code: 'unavailable' });
  });

  it('starts again when start is called right after stop', async () => {
    flow = await new Flow(options).add({ uses: `${EXECUTORS}#Upper` }).start();

    const stopping = flow.stop();
    await flow.start();
    await stopping;

    expect(flow.state).toBe('ready');
    expect(await flow.post('/upper', [{ text: 'again' }])).toMatchObject([{ text: 'AGAIN' }]);
  });

  it('finishes what is in flight before it stops', async () => {
    flow = await new Flow(options).add({ uses: `${EXECUTORS}#Upper` }).start();
    const under = flow.post('/wait', [{ text: 'c' }], { parameters: { ms: 300 } });
    await sleep(50);

    await flow.stop();

    expect(await under).toMatchObject([{ text: 'c' }]);
    await expect(flow.post('/upper', [{}])).rejects.toMatchObject({ code: 'flow_not_started' });
  });

  it('ends what is in flight at once when a stop is hurried', async () => {
    flow = await new Flow({ ...options, timeoutCtrl: 20_000 }).add({ uses: `${EXECUTORS}#Upper` }).start();
    const under = flow.post('/wait', [{}], { parameters: { ms: 60_000 } }).catch((error: unknown) => error);
    await sleep(50);

    const stopping = flow.stop();
    await flow.stop({ graceMs: 0 });
    await stopping;

    expect(await under).toMatchObject({ name: 'RuntimeError' });
  });

  it('refuses a graph that is not a line before it starts anything', async () => {
    const states: string[] = [];
    flow = new Flow(options)
      .add({ name: 'a', uses: `${EXECUTORS}#Upper` })
      .add({ name: 'b', uses: `${EXECUTORS}#Upper`, needs: 'gateway' });
    flow.onProgress((event) => event.type === 'progress' && states.push(...event.peas.map(({ state }) => state)));

    await expect(flow.start()).rejects.toMatchObject({
      code: 'config_unsupported',
      message: expect.stringContaining('Executor 1 { needs }'),
    });

    expect(states).toEqual([]);
  });

  it.each([
    ['an exception in init', { uses: `${EXECUTORS}#BadInit` }, 'executor_init_failed', /the model file is missing/],
    ['a class that is not exported', { uses: `${EXECUTORS}#Absent` }, 'config_not_found', /Absent/],
    ['a missing module', { uses: './nowhere.mjs#A' }, 'config_not_found', /nowhere\.mjs/],
    ['an Executor that says nothing', { uses: `${EXECUTORS}#NeverReady`, timeoutReady: 400 }, 'runtime_start_timeout', /timeout_ready/],
    ['a Flow in the module of an Executor', { uses: `${FIXTURES}/starts-a-flow.mjs#Recursive` }, 'executor_init_failed', /Flow\.start\(\)/],
  ] as const)('starts nothing at all when one of its Executors has %s', async (_what, broken, code, message) => {
    flow = new Flow(options).add({ name: 'good', uses: `${EXECUTORS}#Upper` }).add({ name: 'bad', ...broken });
    let last: FlowEvent | undefined;
    flow.onProgress((event) => {
      if (event.type === 'progress') last = event;
    });

    const error = await flow.start().catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code });
    expect(String(error)).toMatch(message);
    expect(flow.state).toBe('failed');
    const states = last?.type === 'progress' ? last.peas.map(({ state }) => state) : [];
    expect(states.filter((state) => state !== 'stopped' && state !== 'failed')).toEqual([]);
  });

  it('can be called off while it starts', async () => {
    const abort = new AbortController();
    flow = new Flow(options).add({ uses: `${EXECUTORS}#NeverReady` });
    const starting = flow.start({ signal: abort.signal }).catch((error: unknown) => error);
    await sleep(300);
    abort.abort();

    expect(await starting).toMatchObject({ code: 'cancelled' });
    expect(flow.state).toBe('stopped');
  });

  it('says which port is taken before it starts an Executor', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    flow = new Flow({ host: '127.0.0.1', port, runtimeBackend }).add({ uses: `${EXECUTORS}#Upper` });

    await expect(flow.start()).rejects.toMatchObject({ code: 'gateway_port_in_use', details: { port } });
    server.close();
  });

  it('reads an async source only as fast as its answers are taken', async () => {
    flow = await new Flow(options).add({ uses: `${EXECUTORS}#Upper` }).start();
    let made = 0;
    const source = (async function* () {
      while (made < 10_000) yield { text: `document ${made++}` };
    })();

    let taken = 0;
    let widest = 0;
    for await (const response of flow.postStream('/upper', source, { requestSize: 10, maxInFlight: 8 })) {
      taken += response.docs.length;
      widest = Math.max(widest, made - taken);
      if (taken % 1_000 === 0) await sleep(5);
    }

    expect(taken).toBe(10_000);
    expect(widest).toBeLessThanOrEqual(10 * (8 + 2));
  });

  it('leaves no workspace behind when nobody asked for one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zedflow-flow-'));
    folders.push(folder);
    flow = await new Flow({ ...options, workspace: join(folder, 'none') }).add({ uses: `${EXECUTORS}#Upper` }).start();
    await flow.post('/upper', [{ text: 'x' }]);

    expect(existsSync(join(folder, 'none'))).toBe(false);
  });
});
