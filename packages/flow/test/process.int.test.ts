import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';

const SERVE = join(import.meta.dirname, 'fixtures/serve-flow.mjs');

const yaml = (backend: string, more = '') => `jtype: Flow
with: {protocol: http, host: 127.0.0.1, runtime_backend: ${backend}${more}}
executors:
  - uses: ./executors.mjs#Upper
    uses_requests: {/index: wait}
`;

/** A Flow in a process of its own. */
class Served {
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
  output = '';

  constructor(text: string) {
    // A group of its own, so that a test can signal all of it as a terminal does.
    this.child = spawn(process.execPath, [SERVE, text], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.output += chunk;
      });
    }
    this.ended = new Promise((resolve) => this.child.once('exit', (code, signal) => resolve({ code, signal })));
  }

  async waitFor(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.output);
      if (match !== null) return match;
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.output}`);
      await sleep(20);
    }
  }

  async ready(): Promise<{ url: string; executorPid: number }> {
    const [, json] = await this.waitFor(/^READY (.*)$/m);
    const { addresses, pid } = JSON.parse(json as string) as { addresses: { url: string }[]; pid: number };
    return { url: addresses[0]?.url as string, executorPid: pid };
  }
}

const post = (url: string, endpoint: string, parameters: object) =>
  fetch(url + endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ data: [{ text: 'x' }], parameters }),
  });

/** A process that is no zombie. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('the process of a Flow', () => {
  let served: Served | undefined;

  afterEach(() => {
    served?.child.kill('SIGKILL');
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('finishes its calls and ends with 0 on %s', async (signal) => {
    served = new Served(yaml('PROCESS'));
    const { url } = await served.ready();
    const under = post(url, '/wait', { ms: 500 });
    await sleep(150);

    served.child.kill(signal);

    expect((await under).status).toBe(200);
    expect(await served.ended).toEqual({ code: 0, signal: null });
    expect(served.output).toContain('STOPPED');
  });

  it.each([
    ['a terminal', 'SIGINT'],
    ['a supervisor', 'SIGTERM'],
    ['a terminal that closes', 'SIGHUP'],
  ] as const)('finishes its calls also when %s sends %s to its children too', async (_who, signal) => {
    served = new Served(yaml('PROCESS'));
    const { url } = await served.ready();
    const under = post(url, '/index', { ms: 500 });
    await sleep(150);

    process.kill(-(served.child.pid as number), signal);

    // A call that writes is not tried again: its Executor lived until it was done.
    expect((await under).status).toBe(200);
    expect(await served.ended).toEqual({ code: 0, signal: null });
  });

  it('takes a signal that comes twice at once for one', async () => {
    served = new Served(yaml('PROCESS'));
    const { url } = await served.ready();
    const under = post(url, '/wait', { ms: 500 });
    await sleep(150);

    served.child.kill('SIGTERM');
    await served.waitFor(/STOPPING SIGTERM/);
    served.child.kill('SIGTERM');

    expect((await under).status).toBe(200);
    expect(await served.ended).toEqual({ code: 0, signal: null });
  });

  it('ends at once with 128 + n on a second signal', async () => {
    served = new Served(yaml('THREAD'));
    const { url } = await served.ready();
    post(url, '/block', { ms: 20_000 }).catch(() => {});
    await sleep(200);

    served.child.kill('SIGINT');
    await served.waitFor(/STOPPING SIGINT/);
    await sleep(250);
    served.child.kill('SIGINT');

    expect(await served.ended).toEqual({ code: 130, signal: null });
  });

  it('stops although a handler holds its thread', async () => {
    served = new Served(yaml('PROCESS', ', timeout_ctrl: 300'));
    const { url, executorPid } = await served.ready();
    post(url, '/block', { ms: 30_000 }).catch(() => {});
    await sleep(200);
    expect((await fetch(`${url}/status`)).status).toBe(200);

    served.child.kill('SIGINT');

    expect(await served.ended).toEqual({ code: 0, signal: null });
    expect(isAlive(executorPid)).toBe(false);
  });

  it('leaves no child behind when it is killed', async () => {
    served = new Served(yaml('PROCESS'));
    const { executorPid } = await served.ready();
    expect(executorPid).not.toBe(served.child.pid);

    served.child.kill('SIGKILL');
    await served.ended;
    await expect.poll(() => isAlive(executorPid), { timeout: 2_000 }).toBe(false);
  });

  it.each(['Flow', 'Executor'])(
    'leaves no program behind that an Executor started when the process of the %s is killed',
    async (killed) => {
      served = new Served(yaml('PROCESS'));
      const { url, executorPid } = await served.ready();
      const answer = (await (await post(url, '/spawn', {})).json()) as { data: { text: string }[] };
      const programPid = Number(answer.data[0]?.text);
      expect(isAlive(programPid)).toBe(true);

      process.kill(killed === 'Flow' ? (served.child.pid as number) : executorPid, 'SIGKILL');

      await expect.poll(() => isAlive(programPid), { timeout: 2_000 }).toBe(false);
    },
  );

  it('has an Executor back that was killed', async () => {
    served = new Served(yaml('PROCESS'));
    const { url, executorPid } = await served.ready();

    process.kill(executorPid, 'SIGKILL');
    await expect.poll(() => isAlive(executorPid), { timeout: 2_000 }).toBe(false);

    expect((await post(url, '/upper', {})).status).toBe(200);
  });
});
