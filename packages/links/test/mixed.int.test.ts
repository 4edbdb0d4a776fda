import { describe, expect, it } from 'vitest';
import { callOf, startInprocEcho, startZedEcho } from './link-pairs.js';

describe('a payload that came over one link', () => {
  it('goes on over another kind of link, in either order', async () => {
    const [thread, child] = await Promise.all([startInprocEcho(), startZedEcho()]);
    const payload = new Uint8Array(300_000).map((_, index) => index % 253);

    const fromThread = await thread.link.call(callOf('/echo', {}, payload));
    const fromChild = await child.link.call({ ...callOf(), payloads: fromThread.payloads });
    const again = await thread.link.call({ ...callOf(), payloads: fromChild.payloads });

    expect(Buffer.from(fromChild.payloads[0] as Uint8Array).equals(payload)).toBe(true);
    expect(Buffer.from(again.payloads[0] as Uint8Array).equals(payload)).toBe(true);
    await Promise.all([thread.stop(), child.stop()]);
  });

  it('stays as it came while thousands of others pass through the same memory', async () => {
    const { link, stop } = await startInprocEcho();
    const kept: { readonly mark: number; readonly payload: Uint8Array }[] = [];

    for (let index = 0; index < 1_500; index++) {
      const mark = index % 251;
      const { payloads } = await link.call(callOf('/echo', {}, new Uint8Array(200_000).fill(mark)));
      if (index % 50 === 0) kept.push({ mark, payload: payloads[0] as Uint8Array });
    }

    for (const { mark, payload } of kept) expect(payload.every((byte) => byte === mark)).toBe(true);
    await stop();
  });
});
