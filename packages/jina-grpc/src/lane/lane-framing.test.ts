import type { Message } from '@zedflow/core-protocol';
import { encodeBatch } from '@zedflow/links/internal';
import { describe, expect, it } from 'vitest';
import { LaneReader, laneMessages } from './lane-framing.js';

const message = (requestId: string, bytes: number): Message => ({
  envelope: { kind: 'call', sequence: 1, requestId, endpoint: '/x' },
  payloads: [new Uint8Array(bytes).fill(7)],
});
const batch = (...messages: Message[]) =>
  laneMessages(encodeBatch(messages.map((one, index) => ({ sequence: index + 1, message: one, isWritten: false, dropped: false }))));

describe('LaneReader', () => {
  it('gives the messages of a batch when all its large payloads have come', () => {
    const reader = new LaneReader(-1);
    const written = batch(message('a', 10), message('b', 100_000), message('c', 200_000));

    const read = written.map((bytes) => reader.read(bytes));

    expect(read.map((messages) => messages.length)).toEqual([0, 0, 3]);
    expect(read[2]?.map((one) => one.payloads[0]?.byteLength)).toEqual([10, 100_000, 200_000]);
  });

  it('is ready for the next batch after one', () => {
    const reader = new LaneReader(-1);

    for (const name of ['a', 'b']) expect(reader.read(batch(message(name, 10))[0] as Buffer)[0]?.envelope.requestId).toBe(name);
  });

  it('refuses what is no batch', () => {
    expect(() => new LaneReader(-1).read(Buffer.from([1]))).toThrow(/protocol_malformed/);
    expect(() => new LaneReader(-1).read(Buffer.alloc(64, 0xff))).toThrow(/protocol_malformed/);
    expect(() => new LaneReader(-1).read(Buffer.alloc(64))).toThrow(/protocol_malformed/);
  });

  it('refuses more than its limit', () => {
    const reader = new LaneReader(150_000);
    const [first, second, third] = batch(message('a', 100_000), message('b', 100_000));

    reader.read(first as Buffer);
    reader.read(second as Buffer);

    expect(() => reader.read(third as Buffer)).toThrow(/protocol_message_too_large/);
  });
});
