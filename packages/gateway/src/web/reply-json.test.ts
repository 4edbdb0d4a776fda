import { encodeDocuments, type Message } from '@zedflow/core-protocol';
import { describe, expect, it } from 'vitest';
import { serverTiming } from '../http/server-timing.js';
import { replyV1, replyV2, timestamp } from './reply-json.js';

const text = (parts: readonly (string | Uint8Array)[]) =>
  parts.map((part) => (typeof part === 'string' ? part : Buffer.from(part).toString())).join('');

const reply = (payload: Uint8Array | undefined, contentType: 'json' | 'jina/v2' = 'json'): Message => ({
  envelope: { kind: 'reply', sequence: 0, requestId: 'a"b', endpoint: '/x', contentType },
  payloads: payload ? [payload] : [],
});

describe('a reply as JSON', () => {
  it('has the bytes of the documents as they are', () => {
    const documents = Buffer.from('[{"n":1.50}]');

    expect(replyV2(reply(documents))).toContain(documents);
    expect(text(replyV1(reply(documents)))).toContain('"data":[{"n":1.50}]}');
  });

  it('is JSON whatever stands in ids and names', () => {
    expect(JSON.parse(text(replyV1(reply(undefined)))).header.requestId).toBe('a"b');
    expect(JSON.parse(text(replyV2(reply(undefined)))).data).toEqual([]);
  });

  it('puts one document into a list', () => {
    expect(JSON.parse(text(replyV2(reply(Buffer.from(' {"a":1}'))))).data).toEqual([{ a: 1 }]);
  });

  it('is written again where the last node answered in protobuf', () => {
    const documents = encodeDocuments('jina/v2', [{ id: '1', text: 'hi' }]);

    expect(JSON.parse(text(replyV2(reply(documents, 'jina/v2')))).data).toMatchObject([{ id: '1', text: 'hi' }]);
  });
});

describe('timestamp', () => {
  it('has microseconds', () => {
    expect(timestamp(1_700_000_000_123.25)).toBe('2023-11-14T22:13:20.123250Z');
    expect(timestamp(1_700_000_000_123)).toBe('2023-11-14T22:13:20.123000Z');
  });
});

describe('serverTiming', () => {
  it('names what was called, with characters that a header may have', () => {
    const routes = [
      { executor: 'gateway', startMs: 0, endMs: 1.5 },
      { executor: 'my node,"ü', startMs: 0.25, endMs: 1 },
      { executor: 'skipped', startMs: 1 },
    ];

    expect(serverTiming(routes)).toBe('gateway;dur=1.5, my-node---;dur=0.75');
    expect(serverTiming([])).toBeUndefined();
  });
});
