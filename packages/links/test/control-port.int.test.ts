import { connect, createServer } from 'node:net';
import { encodeEnvelope, type JsonObject, RuntimeError } from '@zedflow/core-protocol';
import { type ControlPort, type ControlPortClient, dialControlPort, openControlPort } from '@zedflow/links/zed';
import { afterEach, describe, expect, it } from 'vitest';
import { Dealer } from 'zeromq';

describe('a control port', () => {
  const opened: { close(): Promise<void> | void }[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
  });

  async function open(options: Partial<Parameters<typeof openControlPort>[0]> = {}): Promise<ControlPort> {
    const port = await openControlPort({
      name: 'echo/rep-0',
      host: '127.0.0.1',
      port: 0,
      onCommand: (command, body) => ({ command, ...body }),
      ...options,
    });
    opened.push(port);
    return port;
  }

  async function dial({ address }: { address: string }): Promise<ControlPortClient> {
    const client = await dialControlPort('127.0.0.1', Number(new URL(address).port));
    opened.push(client);
    return client;
  }

  it('answers several clients at once, each its own', async () => {
    const port = await open();
    const clients = await Promise.all([1, 2, 3, 4].map(() => dial(port)));

    const answers = await Promise.all(
      clients.flatMap((client, index) => Array.from({ length: 50 }, (_, round) => client.request('status', { from: index, round }))),
    );

    expect(answers).toHaveLength(200);
    answers.forEach((answer, index) => {
      expect(answer).toEqual({ command: 'status', from: Math.floor(index / 50), round: index % 50 });
    });
  });

  it('speaks one multipart message of encodeEnvelope', async () => {
    const port = await open();
    const socket = new Dealer({ linger: 0 });
    socket.connect(port.address);
    opened.push(socket);

    await socket.send(encodeEnvelope({ kind: 'control', sequence: 7, requestId: 'r', endpoint: 'status' }));

    expect(await socket.receive()).toEqual(
      encodeEnvelope({ kind: 'control', sequence: 7, requestId: 'r', endpoint: 'status', body: { command: 'status' } }).map((frame) =>
        Buffer.from(frame),
      ),
    );
  });

  it('refuses commands that change something without the token, and hands the token on to nobody', async () => {
    const given: JsonObject[] = [];
    const onCommand = (command: string, body: JsonObject): JsonObject => {
      given.push({ command, ...body });
      return {};
    };
    const closed = await dial(await open({ onCommand }));
    const withToken = await dial(await open({ onCommand, token: 'secret' }));

    await expect(closed.request('terminate', { token: 'secret' })).rejects.toMatchObject({ code: 'permission_denied' });
    await expect(withToken.request('terminate')).rejects.toMatchObject({ code: 'permission_denied' });
    await expect(withToken.request('terminate', { token: 'Secret' })).rejects.toMatchObject({ code: 'permission_denied' });
    await expect(withToken.request('terminate', { token: 'secret', graceMs: 5 })).resolves.toEqual({});
    expect(given).toEqual([{ command: 'terminate', graceMs: 5 }]);
  });

  it('gives back what a command throws', async () => {
    const client = await dial(
      await open({
        onCommand() {
          throw new RuntimeError('unimplemented', 'It cannot dance.');
        },
      }),
    );

    await expect(client.request('status')).rejects.toMatchObject({ code: 'unimplemented', rawMessage: 'It cannot dance.' });
  });

  it('refuses more commands than it can have under way, and goes on', async () => {
    let finish = (): void => {};
    const held = new Promise<JsonObject>((resolve) => {
      finish = () => resolve({});
    });
    const client = await dial(await open({ onCommand: () => held }));

    const outcomes = Promise.allSettled(Array.from({ length: 70 }, () => client.request('status')));
    await expect(client.request('status')).rejects.toMatchObject({ code: 'resource_exhausted' });
    finish();

    const refused = (await outcomes).filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(70 - 64);
    await expect(client.request('status')).resolves.toEqual({});
  });

  it('counts and ignores garbage, and other kinds of message', async () => {
    const port = await open();
    const socket = new Dealer({ linger: 0 });
    socket.connect(port.address);
    opened.push(socket);
    for (const frames of ['', 'garbage', ['a', 'b', 'c'], Buffer.alloc(60_000)]) await socket.send(frames);
    await socket.send(encodeEnvelope({ kind: 'call', sequence: 1, requestId: 'r', endpoint: '/x' }));
    await socket.send(encodeEnvelope({ kind: 'control', sequence: 2, requestId: 'r', endpoint: 'status' }));

    await socket.receive();
    expect(port.dropped).toBe(5);
  });

  it.each(['GET / HTTP/1.1\r\nHost: pea\r\n\r\n', '\xff\0\0\0\0\0\0\0\x01\x7f\x03', 'x'.repeat(100_000)])(
    'lives through raw bytes (%j)',
    async (bytes) => {
      const port = await open();
      const raw = connect(Number(new URL(port.address).port), '127.0.0.1')
        .on('error', () => {})
        .resume();
      await new Promise<void>((resolve) => raw.write(Buffer.from(bytes, 'latin1'), () => resolve()));

      const client = await dial(port);
      await expect(client.request('status')).resolves.toBeDefined();
      raw.destroy();
      await expect(client.request('status')).resolves.toBeDefined();
    },
  );

  it('says which port and option when it is taken', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as { port: number };

    await expect(open({ port })).rejects.toMatchObject({
      code: 'gateway_port_in_use',
      message: expect.stringMatching(new RegExp(`127\\.0\\.0\\.1:${port}.*port_ctrl`)),
      details: { option: 'port_ctrl', port },
    });
    holder.close();
  });

  it('says which host cannot be listened on', async () => {
    await expect(open({ host: '203.0.113.7' })).rejects.toMatchObject({ code: 'config_invalid', details: { option: 'host_ctrl' } });
  });

  it('frees its port when it is closed, clients or not', async () => {
    const first = await open();
    const client = await dial(first);
    await client.request('status');

    first.close();

    const second = await open({ port: Number(new URL(first.address).port) });
    expect(second.address).toBe(first.address);
    await expect(client.request('status')).resolves.toBeDefined();
  });

  it('rejects in time when nobody is there', async () => {
    const client = await dial({ address: 'tcp://127.0.0.1:1' });

    await expect(client.request('status', {}, { timeoutMs: 50 })).rejects.toMatchObject({ code: 'deadline_exceeded' });
  });
});
