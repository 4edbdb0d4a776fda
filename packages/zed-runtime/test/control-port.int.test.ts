import { createServer } from 'node:net';
import { type ControlPortClient, dialControlPort } from '@zedflow/links/zed';
import { PeaBench, rejection, request, texts, until } from '@zedflow/runtime-compliance';
import { createZedRuntime } from '@zedflow/zed-runtime';
import { afterEach, describe, expect, it } from 'vitest';
import { PLACES } from './places.js';

const CONTROL = { host: '127.0.0.1', port: 0 };

describe.each(['thread', 'process'] as const)('the control port of a Pea (%s)', (kind) => {
  const runtime = createZedRuntime();
  const bench = new PeaBench({ createRuntime: () => runtime, placeOf: PLACES[kind] });
  const clients: ControlPortClient[] = [];
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await bench.stopAll();
  });

  async function dial(port: number): Promise<ControlPortClient> {
    const client = await dialControlPort('127.0.0.1', port);
    clients.push(client);
    return client;
  }
  const portOf = (address: string | undefined) => Number(new URL(address ?? '').port);

  it('is there only when asked for', async () => {
    const { pea } = await bench.start();

    expect(pea.controlAddress).toBeUndefined();
  });

  it('tells what the Pea is', async () => {
    const { pea } = await bench.start({ control: CONTROL });

    const status = await (await dial(portOf(pea.controlAddress))).request('status');

    expect(status).toMatchObject({
      pea: pea.name,
      state: 'ready',
      inFlight: 0,
      pid: pea.pid,
      uptimeMs: expect.any(Number),
      executor: pea.description?.executor,
      endpoints: pea.description?.endpoints.map(({ name }) => name),
      versions: { node: process.version, zedflow: expect.stringMatching(/^\d+\.\d+\.\d+/) },
      dropped: 0,
    });
  });

  it('answers while the handler blocks its thread, with the call that it has', async () => {
    const { pea } = await bench.start({ control: CONTROL, timeoutCtrlMs: 200 });
    const client = await dial(portOf(pea.controlAddress));
    const blocked = rejection(texts(pea, '/block', { ms: 60_000 }));

    for (let inFlight: unknown; inFlight !== 1; ) inFlight = (await client.request('status'))['inFlight'];

    await expect(client.request('status')).resolves.toMatchObject({ state: 'ready', inFlight: 1 });
    await pea.stop({ graceMs: 0 });
    await blocked;
  });

  it('counts a call that is over no more', async () => {
    const { pea } = await bench.start({ control: CONTROL });
    await texts(pea, '/echo');

    await expect((await dial(portOf(pea.controlAddress))).request('status')).resolves.toMatchObject({ inFlight: 0 });
  });

  it('cannot end the Pea without its token', async () => {
    const { pea } = await bench.start({ control: CONTROL });
    const client = await dial(portOf(pea.controlAddress));

    await expect(client.request('terminate')).rejects.toMatchObject({ code: 'permission_denied' });
    await expect(client.request('drain', { token: '' })).rejects.toMatchObject({ code: 'permission_denied' });
    expect(await texts(pea, '/echo')).toEqual(['hello']);
  });

  it('fails the start when the port is taken, names port and option, and leaves nothing', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await until(() => holder.listening, 'the port');
    const { port } = holder.address() as { port: number };
    const { pea } = bench.make({ control: { host: '127.0.0.1', port } });

    const error = await rejection(pea.start());

    holder.close();
    expect(error).toMatchObject({ code: 'gateway_port_in_use', details: { option: 'port_ctrl', port } });
    expect(error.message).toContain(`127.0.0.1:${port}`);
    expect(pea.state).toBe('failed');
  });

  it('is there again after a restart, on the same port', async () => {
    const { pea: first } = await bench.start({ control: CONTROL });
    const port = portOf(first.controlAddress);
    await first.stop();
    const { pea } = await bench.start({ control: { ...CONTROL, port } });
    const client = await dial(port);
    const before = await client.request('status');
    await rejection(pea.call(request('/exit', { code: 1 })));
    await until(() => pea.isReady, 'the restart');

    const after = await client.request('status', {}, { timeoutMs: 10_000 });

    expect(after).toMatchObject({ state: 'ready', pid: pea.pid });
    if (kind === 'process') expect(after['pid']).not.toBe(before['pid']);
  });
});
