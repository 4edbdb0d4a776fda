import { join } from 'node:path';
import { Flow } from '@zedflow/flow';
import { afterEach, describe, expect, it } from 'vitest';

const EXECUTORS = join(import.meta.dirname, 'fixtures/embed.mjs');

describe.each(['THREAD', 'PROCESS'] as const)('a chain of Executors on %s that is called with JSON', (runtimeBackend) => {
  let flow: Flow | undefined;

  afterEach(() => flow?.stop());

  async function post(endpoint: string, classes: readonly string[]) {
    flow = new Flow({ host: '127.0.0.1', runtimeBackend, protocol: 'http' });
    for (const name of classes) flow.add({ uses: `${EXECUTORS}#${name}` });
    await flow.start();
    const response = await fetch(`${flow.addresses[0]?.url}/post`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ data: [{ id: '1', text: 'a', tags: { k: [1, null] } }], execEndpoint: endpoint }),
    });
    return ((await response.json()) as { data: unknown[] }).data;
  }

  const embedded = { id: '1', text: 'a', tags: { k: [1, null] }, embedding: [0.5, Math.fround(0.1)] };

  it('keeps the dtype of a tensor from node to node', async () => {
    expect(await post('/dtype', ['Embed', 'Dtype', 'Dtype'])).toEqual([{ ...embedded, seen: ['float32', 'float32'] }]);
  });

  it('answers in JSON when the last nodes are skipped', async () => {
    expect(await post('/skip', ['Embed', 'Dtype', 'Dtype'])).toEqual([embedded]);
  });

  it('answers as one Executor alone does', async () => {
    expect(await post('/skip', ['Embed'])).toEqual([embedded]);
  });
});
