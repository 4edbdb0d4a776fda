import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bindZed } from '@zedflow/links/zed';
import { complianceSource, complianceSpec, exits, freshFolder, PeaBench, rejection, texts, until } from '@zedflow/runtime-compliance';
import { createZedRuntime } from '@zedflow/zed-runtime';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { PLACES } from './places.js';

const CHILD = fileURLToPath(new URL('../dist/process/child-main.js', import.meta.url));
const PARENT = fileURLToPath(new URL('fixtures/parent.mjs', import.meta.url));

const runtime = createZedRuntime();
const bench = new PeaBench({ createRuntime: () => runtime, placeOf: PLACES.process });
afterEach(() => bench.stopAll());

/** A zombie is dead: only whoever adopted it has not looked yet. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function commandLine(pid: number | undefined): string[] {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
}

describe('lifeline of a child', () => {
  async function startParent(): Promise<{ parent: ChildProcess; pids: number[] }> {
    const parent = spawn(process.execPath, [PARENT], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(parent.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    return { parent, pids: JSON.parse(line.toString()) };
  }

  it.each(['SIGKILL', 'SIGTERM'] as const)('ends idle, starting and busy children when %s ends the parent', async (signal) => {
    const { parent, pids } = await startParent();
    expect(pids.map(isAlive)).toEqual([true, true, true]);

    parent.kill(signal);
    await once(parent, 'exit');

    const deadlineMs = performance.now() + 2000;
    while (pids.some(isAlive) && performance.now() < deadlineMs) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(pids.filter(isAlive)).toEqual([]);
  });
});

describe('control channel of a child', () => {
  it('answers while the handler burns CPU, and refuses what it does not know', async () => {
    const binding = await bindZed({ name: 'control/rep-0' });
    const child = fork(CHILD, ['--pea=control/rep-0'], { serialization: 'advanced' });
    onTestFinished(() => void child.kill('SIGKILL'));
    const { dataAddress, controlAddress, token } = binding;
    child.send({
      type: 'start',
      spec: { ...complianceSpec(PLACES.process({}), { name: 'control/rep-0' }), env: {} },
      zed: { dataAddress, controlAddress, token },
    });
    const link = await binding.accept();
    const blocked = rejection(texts(link, '/block', { ms: 60_000 }));
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(await binding.control.request('status')).toMatchObject({ state: 'ready', pid: child.pid });
    expect(await rejection(binding.control.request('dance'))).toMatchObject({ code: 'unimplemented' });

    child.kill('SIGKILL');
    await once(child, 'exit');
    await binding.close();
    expect(await blocked).toMatchObject({ code: 'transport_closed' });
  });
});

describe('child process of a Pea', () => {
  it('shows on its command line whose it is', async () => {
    const { pea } = await bench.start({ name: 'encoder/rep-1' });

    expect(commandLine(pea.pid)).toContain('--pea=encoder/rep-1');
    expect(commandLine(pea.pid)).toContain('--enable-source-maps');
  });

  it('gets Node options, heap limit and inspector of its spec', async () => {
    const { pea, events } = await bench.start({
      place: { ...PLACES.process({ maxHeapMb: 200 }), nodeOptions: ['--no-warnings'], inspect: '127.0.0.1:0' },
    });

    expect(commandLine(pea.pid)).toEqual(expect.arrayContaining(['--max-old-space-size=200', '--no-warnings', '--inspect=127.0.0.1:0']));
    await until(() => events.some((event) => event.type === 'output' && event.line.includes('Debugger listening')), 'the inspector');
  });

  it('ends politely on SIGTERM from outside, and is started again', async () => {
    const closeFile = join(freshFolder(), 'closed');
    const { pea, events } = await bench.start({ source: complianceSource({ closeFile }) });
    const firstPid = pea.pid as number;

    process.kill(firstPid, 'SIGTERM');

    await until(() => pea.isReady && pea.pid !== firstPid, 'the restart');
    expect(existsSync(closeFile)).toBe(true);
    rmSync(closeFile);
    expect(exits(events)).toMatchObject([{ reason: 'crashed', exitCode: 0 }]);
  });

  it('does not end on SIGINT, which a terminal sends to the whole group', async () => {
    const { pea } = await bench.start();

    process.kill(pea.pid as number, 'SIGINT');

    expect(await texts(pea, '/echo')).toEqual(['hello']);
    expect(await texts(pea, '/incarnation')).toEqual(['1']);
  });

  it('cannot flood its parent with output', async () => {
    const { pea, events } = await bench.start();

    await texts(pea, '/print', { text: 'line\n'.repeat(20_000) });

    await until(() => events.filter((event) => event.type === 'output').length >= 20_000, 'all lines');
  });

  it('that is killed while it burns CPU rejects its call', async () => {
    const { pea } = await bench.start();
    const call = rejection(texts(pea, '/block', { ms: 60_000 }));
    await new Promise((resolve) => setTimeout(resolve, 50));

    process.kill(pea.pid as number, 'SIGKILL');

    expect(await call).toMatchObject({ code: 'executor_died', details: { signal: 'SIGKILL' } });
  });
});
