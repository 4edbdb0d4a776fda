import { afterEach, describe, expect, it } from 'vitest';
import { callOf, type EchoPair, startInprocEcho, startZedEcho } from './link-pairs.js';

describe.each([
  { name: 'inproc', start: startInprocEcho },
  { name: 'zed', start: startZedEcho },
])('the $name link', ({ start }) => {
  let pair: EchoPair;

  afterEach(async () => {
    await pair.stop();
  });

  it('answers a thousand calls, each with its own reply', async () => {
    pair = await start({ credits: { calls: 1_000, bytes: 1_000_000 } });

    const ids = Array.from({ length: 1_000 }, (_, index) => String(index));
    const replies = await Promise.all(ids.map((id) => pair.link.call(callOf('/echo', { requestId: id }, Buffer.from(id)))));

    expect(replies.map(({ envelope, payloads }) => [envelope.requestId, String(Buffer.from(payloads[0] as Uint8Array))])).toEqual(
      ids.map((id) => [id, id]),
    );
    expect(pair.link.inFlight).toBe(0);
  });

  it('carries payloads of 1 MiB and more between small ones', async () => {
    pair = await start();
    const sizes = [3, 65_535, 65_536, 1_048_576, 5_000_000, 1];

    const replies = await Promise.all(sizes.map((size) => pair.link.call(callOf('/echo', {}, new Uint8Array(size).fill(size % 251)))));

    expect(replies.map(({ payloads }) => payloads[0]?.byteLength)).toEqual(sizes);
    for (const [index, { payloads }] of replies.entries()) {
      const payload = payloads[0] as Uint8Array;
      expect([payload[0], payload.at(-1)]).toEqual([sizes[index] as number, sizes[index] as number].map((size) => size % 251));
    }
  });

  it('fires the signal of the handler when the caller leaves, and gives the credit back', async () => {
    pair = await start({ credits: { calls: 1, bytes: 100 } });
    const controller = new AbortController();
    const pending = pair.link.call(callOf('/hold'), { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);

    await expect(pending).rejects.toMatchObject({ code: 'cancelled' });
    while (!pair.link.canTake(3)) await new Promise<void>((resolve) => pair.link.subscribe(resolve));

    await expect(pair.link.call(callOf())).resolves.toMatchObject({ envelope: { kind: 'reply' } });
  });

  it.each(['leaves', 'has no time left'])('counts a call as load until its handler has ended when the caller %s', async (how) => {
    pair = await start({ credits: { calls: 2, bytes: 100 } });
    const controller = new AbortController();
    const leftMs = how === 'leaves' ? 60_000 : 300;
    const deadlineMs = performance.timeOrigin + performance.now() + leftMs;
    const pending = pair.link.call(callOf('/deaf', { deadlineMs }), { signal: controller.signal });
    const outcome = pending.catch((error) => error.code);
    // What was written in an earlier turn has been read when this is answered.
    await pair.link.call(callOf());

    if (how === 'leaves') controller.abort();

    expect(await outcome).toBe(how === 'leaves' ? 'cancelled' : 'deadline_exceeded');
    expect(pair.link.inFlight).toBe(1);
    await pair.link.call(callOf('/release'));
    while (pair.link.inFlight > 0) await new Promise<void>((resolve) => setTimeout(resolve, 5));
    expect(pair.link.canTake(100)).toBe(true);
  });

  it('ends a call at its deadline while the handler blocks its thread', async () => {
    pair = await start();
    const request = callOf('/block', { parameters: { ms: 300 }, deadlineMs: performance.timeOrigin + performance.now() + 50 });

    await expect(pair.link.call(request)).rejects.toMatchObject({ code: 'deadline_exceeded' });

    await expect(pair.link.call(callOf())).resolves.toMatchObject({ envelope: { kind: 'reply' } });
  });

  it('refuses what is beyond its credit in calls or bytes', async () => {
    pair = await start({ credits: { calls: 2, bytes: 100 } });

    const first = pair.link.call(callOf('/echo', {}, new Uint8Array(60)));
    expect([pair.link.canTake(40), pair.link.canTake(41)]).toEqual([true, false]);
    await expect(pair.link.call(callOf('/echo', {}, new Uint8Array(41)))).rejects.toMatchObject({ code: 'resource_exhausted' });
    await first;

    await expect(pair.link.call(callOf('/echo', {}, new Uint8Array(5_000)))).resolves.toBeDefined();
  });

  it('streams all items to a slow consumer, which holds the Pea back', async () => {
    pair = await start();
    let items = 0;

    for await (const { envelope } of pair.link.stream(callOf('/count', { kind: 'open', parameters: { items: 2_000, bytes: 100_000 } }))) {
      if (envelope.kind === 'item') items++;
      if (items % 500 === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    }

    expect(items).toBe(2_000);
  });

  it('cancels the stream of a consumer that leaves', async () => {
    pair = await start();

    for await (const { envelope } of pair.link.stream(callOf('/count', { kind: 'open', parameters: { items: 1e9, bytes: 10 } }))) {
      if (envelope.requestId === '1000') break;
    }

    while (pair.link.inFlight > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await expect(pair.link.call(callOf())).resolves.toBeDefined();
  });

  it('answers with protocol_message_too_large when a reply is beyond the limit', async () => {
    pair = await start({ maxMessageBytes: 1_000 });

    await expect(pair.link.call(callOf('/large', { parameters: { bytes: 1_001 } }))).rejects.toMatchObject({
      code: 'protocol_message_too_large',
    });
    await expect(pair.link.call(callOf('/echo', {}, new Uint8Array(1_001)))).rejects.toMatchObject({ code: 'protocol_message_too_large' });
    await expect(pair.link.call(callOf('/large', { parameters: { bytes: 1_000 } }))).resolves.toBeDefined();
  });

  it('keeps nothing of ten thousand calls, cancelled calls and streams', async () => {
    pair = await start();
    const { link } = pair;
    const round = async (): Promise<void> => {
      await link.call(callOf('/echo', { deadlineMs: performance.timeOrigin + performance.now() + 60_000 }));
      await link.call(callOf(), { signal: AbortSignal.abort() }).catch(() => {});
      for await (const _ of link.stream(callOf('/count', { kind: 'open', parameters: { items: 3, bytes: 10 } }))) break;
    };
    const rounds = async (count: number): Promise<void> => {
      await Promise.all(
        Array.from({ length: 50 }, async () => {
          for (let done = 0; done < count / 50; done++) await round();
        }),
      );
      while (link.inFlight > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    await rounds(2_000);
    const resources = process.getActiveResourcesInfo().length;
    const heapBytes = process.memoryUsage().heapUsed;

    await rounds(10_000);

    expect(process.getActiveResourcesInfo().length).toBeLessThanOrEqual(resources + 1);
    expect(process.memoryUsage().heapUsed - heapBytes).toBeLessThan(50_000_000);
  });
});
