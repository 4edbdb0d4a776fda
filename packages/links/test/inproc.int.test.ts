import { MessageChannel } from 'node:worker_threads';
import { connectInproc, serveInproc } from '@zedflow/links';
import { describe, expect, it } from 'vitest';
import { callOf, startInprocEcho } from './link-pairs.js';

describe('the inproc link', () => {
  it('knows exactly which calls a terminated thread had begun', async () => {
    const pair = await startInprocEcho();
    const blocked = pair.link.call(callOf('/block', { parameters: { ms: 60_000 } }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const waiting = pair.link.call(callOf());
    const outcomes = Promise.allSettled([blocked, waiting]);
    await new Promise((resolve) => setTimeout(resolve, 20));

    await pair.kill();

    expect(await outcomes).toMatchObject([
      { reason: { code: 'transport_lost', details: { started: true } } },
      { reason: { code: 'transport_lost', details: { started: false } } },
    ]);
    await expect(pair.link.closed).resolves.toMatchObject({ code: 'transport_lost' });
  });

  it('shares large payloads instead of copying them: one copy for all who get the same bytes', async () => {
    const { port1, port2 } = new MessageChannel();
    const seen: Uint8Array[] = [];
    const service = {
      call: async ({ envelope, payloads }: Parameters<Parameters<typeof serveInproc>[1]['call']>[0]) => {
        seen.push(payloads[0] as Uint8Array);
        return { envelope: { ...envelope, kind: 'reply' as const }, payloads };
      },
      stream: () => Promise.reject(new Error('unused')) as never,
    };
    serveInproc(port2, service, { name: 'echo/rep-0' });
    const link = connectInproc(port1, { name: 'echo/rep-0' });
    await new Promise<void>((resolve) => link.subscribe(resolve));
    const payload = new Uint8Array(100_000).fill(1);

    const first = await link.call(callOf('/echo', {}, payload));
    const second = await link.call(callOf('/echo', {}, payload));

    (seen[0] as Uint8Array)[5] = 99;
    expect([seen[1]?.[5], first.payloads[0]?.[5], second.payloads[0]?.[5], payload[5]]).toEqual([99, 99, 99, 1]);
    await link.close();
  });

  it('ignores garbage on the port and goes on serving', async () => {
    const { port1, port2 } = new MessageChannel();
    const warnings: string[] = [];
    const logger = {
      trace() {},
      debug() {},
      info() {},
      error() {},
      child: () => logger,
      warn: (message: string) => void warnings.push(message),
    };
    const service = {
      call: async ({ envelope, payloads }: Parameters<Parameters<typeof serveInproc>[1]['call']>[0]) => ({
        envelope: { ...envelope, kind: 'reply' as const },
        payloads,
      }),
      stream: () => Promise.reject(new Error('unused')) as never,
    };
    serveInproc(port2, service, { name: 'echo/rep-0', logger });
    const link = connectInproc(port1, { name: 'echo/rep-0' });
    await new Promise<void>((resolve) => link.subscribe(resolve));

    for (const garbage of ['text', 5, null, { a: 1 }, [], [1, 2], new Uint8Array(3), { frame: new Uint8Array(40), large: [], loans: [] }])
      port1.postMessage(garbage);

    await expect(link.call(callOf())).resolves.toBeDefined();
    expect(warnings).toHaveLength(8);
    await link.close();
  });
});
