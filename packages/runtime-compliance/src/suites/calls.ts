import type { Message } from '@zedflow/core-protocol';
import { describe, expect, it } from 'vitest';
import { documentsOf, opening, request, texts } from '../compliance-calls.js';
import { type PeaBench, rejection, until } from '../running-pea.js';

export function describeCalls(bench: PeaBench): void {
  describe('calls', () => {
    it('answers a call with the documents of the handler', async () => {
      const { pea } = await bench.start();

      const reply = await pea.call(request('/echo', {}, [{ text: 'one' }, { text: 'two' }]));

      expect(reply.envelope).toMatchObject({ kind: 'reply', status: { code: 'SUCCESS' } });
      expect(documentsOf(reply)).toMatchObject([{ text: 'one' }, { text: 'two' }]);
    });

    it('keeps answers and calls together when many are in flight', async () => {
      const { pea } = await bench.start();

      const replies = await Promise.all(
        Array.from({ length: 200 }, (_, index) => pea.call(request('/echo', {}, [{ text: String(index) }]))),
      );

      expect(replies.map((reply) => documentsOf(reply)[0]?.text)).toEqual(Array.from({ length: 200 }, (_, index) => String(index)));
      expect(pea.inFlight).toBe(0);
    });

    it('carries large payloads both ways', async () => {
      const { pea } = await bench.start();
      const text = 'x'.repeat(3_000_000);

      const reply = await pea.call(request('/echo', {}, [{ text }]));

      expect(documentsOf(reply)[0]?.text).toHaveLength(3_000_000);
    });

    it('refuses a message beyond the limit', async () => {
      const { pea } = await bench.start({ maxMessageBytes: 1000 });

      const error = await rejection(pea.call(request('/echo', {}, [{ text: 'x'.repeat(2000) }])));

      expect(error.code).toBe('protocol_message_too_large');
      expect(await texts(pea, '/echo')).toEqual(['hello']);
    });

    it('answers with the error of a handler, and goes on', async () => {
      const { pea } = await bench.start();

      const reply = await pea.call(request('/fail'));

      expect(reply.envelope.status).toMatchObject({ code: 'ERROR', exception: { name: 'TypeError', executor: 'ComplianceExecutor' } });
      expect(reply.envelope.status?.description).toContain('this handler always fails');
      expect(await texts(pea, '/echo')).toEqual(['hello']);
    });

    it('streams the items of a generator, and one end', async () => {
      const { pea } = await bench.start();
      const messages: Message[] = [];

      for await (const message of pea.stream(opening('/count', { items: 3 }))) messages.push(message);

      expect(messages.map(({ envelope }) => envelope.kind)).toEqual(['item', 'item', 'item', 'end']);
      expect(messages.slice(0, 3).flatMap((message) => documentsOf(message).map(({ text }) => text))).toEqual(['0', '1', '2']);
      expect(messages.at(-1)?.envelope.status?.code).toBe('SUCCESS');
    });

    it('ends the generator when the consumer leaves', async () => {
      const { pea } = await bench.start();

      for await (const _ of pea.stream(opening('/endless'))) break;

      await until(() => pea.inFlight === 0, 'the stream to end');
      expect(await texts(pea, '/cancelled-streams')).toEqual(['1']);
    });

    it("fires the handler's signal when the caller leaves", async () => {
      const { pea } = await bench.start();
      const controller = new AbortController();
      const call = rejection(texts(pea, '/sleep', { ms: 60_000 }, { signal: controller.signal }));
      // The handler has begun once a call behind it is answered.
      await texts(pea, '/echo');

      controller.abort();

      expect(await call).toMatchObject({ code: 'cancelled' });
      await until(() => pea.inFlight === 0, 'the handler to notice');
      expect(await texts(pea, '/was-aborted')).toEqual(['1']);
    });

    it('rejects when the deadline passes, also while the handler blocks', async () => {
      const { pea } = await bench.start();
      const { envelope, payloads } = request('/block', { ms: 700 });

      const error = await rejection(pea.call({ envelope: { ...envelope, deadlineMs: Date.now() + 150 }, payloads }));

      expect(error.code).toBe('deadline_exceeded');
    });

    it('takes no more than it has granted, and tells when there is room', async () => {
      const { pea } = await bench.start({ maxInFlight: 2 });
      const calls = [texts(pea, '/sleep', { ms: 150 }), texts(pea, '/sleep', { ms: 150 })];
      let told = 0;
      pea.subscribe(() => told++);

      expect(pea.inFlight).toBe(2);
      expect(pea.canTake(10)).toBe(false);
      await Promise.all(calls);

      await until(() => pea.canTake(10), 'room');
      expect(told).toBeGreaterThan(0);
    });
  });
}
