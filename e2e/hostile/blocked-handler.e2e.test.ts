import { createClient } from '@zedflow/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRunning } from '../run-program.js';
import { ECHO, type ServedFlow, serveFlow } from '../served-flow.js';

const BLOCK = { parameters: { ms: 30_000 } };

describe.each(['THREAD', 'PROCESS'])('a handler that blocks its thread for 30 s (%s)', (runtimeBackend) => {
  let flow: ServedFlow;
  let blocked: Promise<unknown>;

  beforeAll(async () => {
    flow = await serveFlow({ protocol: ['grpc', 'http'] }, [
      { name: 'busy', uses: ECHO, runtimeBackend },
      { name: 'free', uses: ECHO, runtimeBackend },
    ]);
    const client = createClient({ host: '127.0.0.1', port: flow.ports['grpc'] as number });
    blocked = client
      .post('/block', [{ text: 'x' }], { ...BLOCK, targetExecutor: 'busy' })
      .catch((error: unknown) => error)
      .finally(() => client.close());
  });

  afterAll(async () => {
    flow.program.child.kill('SIGKILL');
    await flow.program.ended;
  });

  it('does not delay /status', async () => {
    const response = await fetch(`http://127.0.0.1:${flow.ports['http']}/status`, { signal: AbortSignal.timeout(2_000) });

    expect(response.status).toBe(200);
  });

  it('does not delay a call that goes to another Executor', async () => {
    await using client = createClient({ host: '127.0.0.1', port: flow.ports['grpc'] as number });

    const answers = await client.post('/echo', [{ text: 'y' }], { targetExecutor: 'free', timeoutMs: 2_000 });

    expect(answers).toMatchObject([{ text: 'y' }]);
  });

  it('does not outlive a second Ctrl-C', async () => {
    flow.program.child.kill('SIGINT');
    setTimeout(() => flow.program.child.kill('SIGINT'), 300);

    const { code } = await flow.program.ended;
    await blocked;

    expect(code).toBe(130);
    expect(isRunning(flow.pid)).toBe(false);
  });
});
