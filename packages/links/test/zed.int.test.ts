import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { bindZed, connectZedControl, serveZedData, type ZedBinding } from '@zedflow/links';
import { afterEach, describe, expect, it } from 'vitest';
import { Dealer } from 'zeromq';
import { callOf, forkZedChild, startZedEcho, type ZedEcho } from './link-pairs.js';

const RANGE = { min: { major: 1, minor: 0 }, max: { major: 1, minor: 0 } };
const DESCRIPTION = { pea: 'echo/rep-0', executor: 'Echo', endpoints: [], protocol: RANGE, pid: process.pid, versions: {} };

describe('the zed link', () => {
  let echo: ZedEcho;

  afterEach(async () => {
    await echo.stop();
  });

  it('tells who the Pea is and does what the router commands', async () => {
    echo = await startZedEcho();

    expect(echo.link.description).toMatchObject({ pea: 'echo/rep-0', executor: 'Echo', pid: echo.child.pid });
    await expect(echo.binding.control.request('status', { verbose: true })).resolves.toEqual({ command: 'status', verbose: true });
    await expect(echo.binding.control.request('fail')).rejects.toMatchObject({ code: 'internal', rawMessage: 'as asked' });
    await expect(echo.binding.control.request('hang', {}, { timeoutMs: 50 })).rejects.toMatchObject({ code: 'deadline_exceeded' });
  });

  it('keeps its heartbeat and control while the Executor blocks its thread', async () => {
    echo = await startZedEcho();
    const blocked = echo.link.call(callOf('/block', { parameters: { ms: 2_500 } }));
    await new Promise((resolve) => setTimeout(resolve, 1_500));

    await expect(echo.binding.control.request('status')).resolves.toBeDefined();
    expect(echo.link.isReady).toBe(true);
    await expect(blocked).resolves.toMatchObject({ envelope: { kind: 'reply' } });
  });

  it('rejects what is in flight when the child is killed, and says that it may have started', async () => {
    echo = await startZedEcho();
    const held = [1, 2, 3].map(() => echo.link.call(callOf('/hold')));
    const outcomes = Promise.allSettled(held);
    await new Promise((resolve) => setTimeout(resolve, 50));

    echo.child.kill('SIGKILL');

    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'transport_lost', details: { started: true } } });
    }
    await expect(echo.link.closed).resolves.toMatchObject({ code: 'transport_lost' });
    await expect(echo.binding.control.request('status')).rejects.toMatchObject({ code: 'transport_lost' });
  });

  it('stays when the child is stopped for longer than a heartbeat, since it is not gone', async () => {
    echo = await startZedEcho();

    echo.child.kill('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    echo.child.kill('SIGCONT');

    await expect(echo.link.call(callOf())).resolves.toBeDefined();
  });

  it('ignores strangers and garbage on both sockets and goes on serving', async () => {
    echo = await startZedEcho();
    const strangers = [echo.binding.dataAddress, echo.binding.controlAddress].map((address) => {
      const socket = new Dealer({ linger: 0 });
      socket.connect(address);
      return socket;
    });
    const heard: unknown[] = [];
    for (const stranger of strangers) {
      stranger.receive().then(
        (frames) => heard.push(frames),
        () => {},
      );
      for (const frames of ['', 'garbage', new Uint8Array(100_000), ['a', 'b', 'c'], Buffer.from('ZED\u0001aaaaaaaaaaaaaaaaaaaa')])
        await stranger.send(frames);
    }

    const replies = await Promise.all(Array.from({ length: 200 }, () => echo.link.call(callOf())));

    expect(replies).toHaveLength(200);
    await expect(echo.binding.control.request('status')).resolves.toBeDefined();
    expect(heard).toEqual([]);
    for (const stranger of strangers) stranger.close();
  });
});

describe('bindZed', () => {
  let binding: ZedBinding;

  afterEach(async () => {
    await binding.close();
  });

  it('does not accept a Pea with the wrong token', async () => {
    binding = await bindZed({ name: 'echo/rep-0' });
    const service = {
      call: async () => Promise.reject(new Error('never called')),
      stream: () => Promise.reject(new Error('never')) as never,
    };
    const serving = await serveZedData({ name: 'thief', address: binding.dataAddress, token: 'guess', service });

    await expect(
      connectZedControl({
        address: binding.controlAddress,
        token: 'guess',
        description: DESCRIPTION,
        timeoutMs: 200,
        onCommand: () => ({}),
      }),
    ).rejects.toMatchObject({ code: 'deadline_exceeded' });
    await expect(binding.accept(AbortSignal.timeout(50))).rejects.toMatchObject({ code: 'deadline_exceeded' });
    await serving.close();
  });

  it('names both sides when they share no protocol version, to both sides', async () => {
    binding = await bindZed({ name: 'echo/rep-0' });
    const version = { major: 9, minor: 4 };
    const child = forkZedChild(binding, { protocol: { min: version, max: version } });
    let stderr = '';
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    const exited = once(child, 'exit');

    await expect(binding.accept(AbortSignal.timeout(20_000))).rejects.toMatchObject({
      code: 'protocol_version_mismatch',
      details: { ours: '1.0', theirs: '9.4' },
    });
    expect(await exited).toEqual([3, null]);
    expect(stderr).toContain('protocol_version_mismatch');
  });

  it('gives up waiting when it is closed', async () => {
    binding = await bindZed({ name: 'echo/rep-0' });
    const accepted = binding.accept();

    await binding.close();

    await expect(accepted).rejects.toMatchObject({ code: 'transport_closed' });
    await binding.close();
  });

  it('uses socket files in a folder of its own where there are no abstract names, and removes them', async () => {
    const echo = await startZedEcho({ ipc: 'folder' });
    binding = echo.binding;
    const folder = dirname(binding.dataAddress.replace('ipc://', ''));

    expect(existsSync(folder)).toBe(true);
    expect(Buffer.byteLength(binding.dataAddress)).toBeLessThan(100);
    await expect(echo.link.call(callOf())).resolves.toBeDefined();
    await echo.stop();

    expect(existsSync(folder)).toBe(false);
  });

  it('never gives two Peas the same address or token', async () => {
    binding = await bindZed({ name: 'echo/rep-0' });
    const other = await bindZed({ name: 'echo/rep-0' });

    expect(
      new Set([binding.dataAddress, binding.controlAddress, binding.token, other.dataAddress, other.controlAddress, other.token]).size,
    ).toBe(6);
    await other.close();
  });
});

describe('a process that used links', () => {
  it('survives threads that end after their router was gone', async () => {
    expect(await runFixture('unanswered-threads.mjs')).toEqual({ code: 0, signal: null, output: 'closed\n' });
  });

  it.each(['inproc', 'zed', 'zed-unanswered'])('ends by itself after closing (%s)', async (kind) => {
    expect(await runFixture('open-and-close.mjs', kind)).toEqual({ code: 0, signal: null, output: 'closed\n' });
  });
});

async function runFixture(name: string, ...args: string[]): Promise<{ code: number | null; signal: string | null; output: string }> {
  const child = spawn(process.execPath, [new URL(`./fixtures/${name}`, import.meta.url).pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const [code, signal] = await once(child, 'exit');
  return { code, signal, output };
}
