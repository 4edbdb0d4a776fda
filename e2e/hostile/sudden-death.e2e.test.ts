import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@zedflow/client';
import { afterEach, describe, expect, it } from 'vitest';
import { descendantsOf, isRunning } from '../run-program.js';
import { ECHO, type ServedFlow, serveFlow } from '../served-flow.js';

const DOCUMENT = [{ text: 'x' }];

describe('sudden death', () => {
  let flow: ServedFlow | undefined;

  afterEach(async () => {
    await flow?.stop();
    flow = undefined;
  });

  it('leaves no child 2 s after the process of the Flow is killed', async () => {
    flow = await serveFlow({ protocol: 'grpc' }, [{ name: 'echo', uses: ECHO, replicas: 2, runtimeBackend: 'PROCESS' }]);
    const children = descendantsOf(flow.pid);
    expect(children.length).toBeGreaterThanOrEqual(2);

    flow.program.child.kill('SIGKILL');
    await flow.program.ended;
    await sleep(2_000);

    expect(children.filter(isRunning)).toEqual([]);
  });

  it('answers calls from another replica when one is killed, and brings the killed one back', async () => {
    flow = await serveFlow({ protocol: 'grpc' }, [{ name: 'echo', uses: ECHO, replicas: 2, runtimeBackend: 'PROCESS' }]);
    const { pid } = flow;
    await using client = createClient({ host: '127.0.0.1', port: flow.ports['grpc'] as number });
    const victim = peaPid(pid);

    const calls = Array.from({ length: 20 }, () => client.post('/block', DOCUMENT, { parameters: { ms: 50 } }));
    process.kill(victim, 'SIGKILL');
    const answers = await Promise.all(calls);

    expect(answers.flat()).toHaveLength(20);
    await expect.poll(() => peaPids(pid).filter((other) => other !== victim).length, { timeout: 10_000 }).toBe(2);
  });

  it('ends a call that writes within 1 s with a typed error when its only replica is killed', async () => {
    flow = await serveFlow({ protocol: 'grpc' }, [
      { name: 'echo', uses: ECHO, runtimeBackend: 'PROCESS', usesRequests: { '/index': 'block' } },
    ]);
    await using client = createClient({ host: '127.0.0.1', port: flow.ports['grpc'] as number });
    const call = client.post('/index', DOCUMENT, { parameters: { ms: 20_000 } });
    const outcome = call.then(
      () => 'answered',
      (error: unknown) => error,
    );
    await sleep(500);

    process.kill(peaPid(flow.pid), 'SIGKILL');
    const winner = await Promise.race([outcome, sleep(1_000, 'nothing within 1 s', { ref: false })]);

    expect(winner).toMatchObject({ code: 'executor_died', message: expect.stringContaining('echo/rep-0') });
  });

  it('takes calls again after its only replica was killed', async () => {
    flow = await serveFlow({ protocol: 'grpc' }, [{ name: 'echo', uses: ECHO, runtimeBackend: 'PROCESS' }]);
    await using client = createClient({ host: '127.0.0.1', port: flow.ports['grpc'] as number });
    await client.post('/echo', DOCUMENT);

    process.kill(peaPid(flow.pid), 'SIGKILL');
    const answers = await client.post('/echo', DOCUMENT, { timeoutMs: 15_000 });

    expect(answers).toMatchObject([{ text: 'x' }]);
  });
});

const peaPid = (flowPid: number): number => peaPids(flowPid)[0] as number;

/** Processes of the Flow's Executors, told by their command line. */
function peaPids(flowPid: number): number[] {
  return descendantsOf(flowPid).filter((pid) => commandLine(pid).includes('--pea=echo/rep-'));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
