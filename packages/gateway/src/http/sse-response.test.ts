import type { FastifyReply } from 'fastify';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SseResponse } from './sse-response.js';

afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const writes: string[] = [];
  const raw = {
    headersSent: false,
    destroyed: false,
    shouldKeepAlive: true,
    writableNeedDrain: false,
    writeHead() {
      raw.headersSent = true;
    },
    write(chunk: Uint8Array | string) {
      writes.push(chunk.toString());
      return true;
    },
    end() {
      writes.push('<end>');
    },
  };
  const sse = new SseResponse({ raw, getHeaders: () => ({}) } as unknown as FastifyReply);
  return { sse, writes };
}

describe('SseResponse', () => {
  it('sends a comment every 15 s until it is closed', () => {
    vi.useFakeTimers();
    const { sse, writes } = setUp();
    sse.open({});

    vi.advanceTimersByTime(30_000);
    sse.close();
    vi.advanceTimersByTime(60_000);

    expect(writes.slice(0, 2).every((text) => /^: ping - .* GMT\r\n\r\n$/.test(text))).toBe(true);
    expect(writes.slice(2)).toEqual(['<end>']);
  });

  it('opens by itself when the first document takes long', () => {
    vi.useFakeTimers();
    const { sse } = setUp();

    vi.advanceTimersByTime(14_999);
    expect(sse.isOpen).toBe(false);
    vi.advanceTimersByTime(1);

    expect(sse.isOpen).toBe(true);
    sse.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('writes each event at once, on one line of data', () => {
    const { sse, writes } = setUp();
    sse.open({});

    void sse.send('update', Buffer.from('{\n "a": "b\\n"\r\n}'));
    void sse.send('end');
    sse.close();

    expect(writes).toEqual(['event: update\r\ndata: {  "a": "b\\n"  }\r\n\r\n', 'event: end\r\n\r\n', '<end>']);
  });
});
