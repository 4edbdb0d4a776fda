import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@zedflow/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ECHO, type ServedFlow, serveFlow } from '../served-flow.js';

const DOCUMENTS = 10_000;
const TEXT = 'x'.repeat(40_000);
const REQUEST_SIZE = 10;
const MAX_IN_FLIGHT = 20;

describe('10,000 documents from an async generator to a slow consumer', () => {
  let flow: ServedFlow;

  beforeAll(async () => {
    flow = await serveFlow({ protocol: ['grpc', 'http', 'websocket'] }, [{ name: 'echo', uses: ECHO, runtimeBackend: 'THREAD' }]);
  });

  afterAll(() => flow?.stop());

  it.each(['grpc', 'http', 'websocket'] as const)('keeps source, client and gateway bounded over %s', async (protocol) => {
    await using client = createClient({ host: '127.0.0.1', port: flow.ports[protocol] as number, protocol });
    let made = 0;
    let taken = 0;
    let farthestAhead = 0;
    async function* documents() {
      while (made < DOCUMENTS) {
        farthestAhead = Math.max(farthestAhead, ++made - taken);
        yield { text: TEXT };
      }
    }
    const memory = { server: [] as number[], client: [] as number[] };

    const options = { requestSize: REQUEST_SIZE, maxInFlight: MAX_IN_FLIGHT };
    for await (const response of client.postStream('/echo', documents(), options)) {
      taken += response.docs.length;
      if (taken % 1_000 === 0) {
        memory.server.push(residentMb(flow.pid));
        memory.client.push(process.memoryUsage.rss() / 2 ** 20);
        await sleep(50);
      }
    }

    expect(taken).toBe(DOCUMENTS);
    // One request that is being filled, beside those under way and those that nobody has taken.
    expect(farthestAhead).toBeLessThanOrEqual((MAX_IN_FLIGHT + 2) * REQUEST_SIZE);
    // Compilers and pools fill up in the first half. In the second, 200 MB pass through each way: what was kept of
    // them would show, beside what the garbage collector takes its time with.
    for (const samples of Object.values(memory)) expect((samples.at(-1) as number) - (samples[4] as number)).toBeLessThan(120);
  });
});

const residentMb = (pid: number): number => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
