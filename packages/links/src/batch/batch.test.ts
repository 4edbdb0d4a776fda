import { type Envelope, isRuntimeError, type Message } from '@zedflow/core-protocol';
import { describe, expect, it } from 'vitest';
import type { Outgoing } from '../outbox/outgoing.js';
import { decodeBatch } from './decode-batch.js';
import { encodeBatch } from './encode-batch.js';
import { packBatch } from './pack-batch.js';

function outgoing(sequence: number, envelope: Partial<Message['envelope']> = {}, payloads: Uint8Array[] = []): Outgoing {
  const message: Message = { envelope: { kind: 'call', sequence: 0, requestId: `r${sequence}`, endpoint: '/x', ...envelope }, payloads };
  return { sequence, message, isWritten: false, dropped: false };
}

function roundTrip(items: Outgoing[]): Message[] {
  const { frame, large } = encodeBatch(items);
  return decodeBatch(frame, large);
}

/** Small deterministic random numbers, so that a failure can be repeated. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

describe('encodeBatch and decodeBatch', () => {
  it('bring back envelopes, sequences and payloads, small and large', () => {
    const small = new Uint8Array([1, 2, 3]);
    const large = new Uint8Array(70_000).fill(7);

    const [first, second] = roundTrip([outgoing(5, { parameters: { ä: '€' } }, [small, large]), outgoing(4_294_967_295, {}, [])]);

    expect(first?.envelope).toEqual({ kind: 'call', sequence: 5, requestId: 'r5', endpoint: '/x', parameters: { ä: '€' } });
    expect(first?.payloads[0]).toEqual(new Uint8Array([1, 2, 3]));
    expect(first?.payloads[1]).toBe(large);
    expect(second?.envelope.sequence).toBe(4_294_967_295);
    expect(second?.payloads).toEqual([]);
  });

  it('bring back envelopes that differ from the one before in id, deadline or trace alone', () => {
    const envelopes = [
      { requestId: 'a' },
      { requestId: 'b' },
      { requestId: 'c', deadlineMs: 5 },
      { requestId: 'd', deadlineMs: 6, traceparent: 't' },
      { requestId: 'e' },
      { requestId: 'f', endpoint: '/y' },
    ];

    const decoded = roundTrip(envelopes.map((envelope, index) => outgoing(index + 1, envelope)));

    expect(decoded.map(({ envelope }) => envelope)).toEqual(
      envelopes.map((envelope, index) => ({ kind: 'call', endpoint: '/x', ...envelope, sequence: index + 1 })),
    );
  });

  it('bring back envelopes with parameters, headers and times of their own, between others', () => {
    const envelopes: Partial<Envelope>[] = [
      { parameters: { top: 1 } },
      { parameters: { top: 2 }, headers: { 'x-user': 'a' } },
      { headers: { 'x-user': 'b' }, deadlineMs: 5 },
      { parameters: { top: Number.NaN } },
      { parameters: { top: 4 }, remainingMs: 3, deadlineMs: 6 },
      {},
      { endpoint: '/y', parameters: { top: 5 } },
      { endpoint: '/y', parameters: { top: 6 } },
      { endpoint: '/y', parameters: { top: 6 }, accept: ['json'] },
      { endpoint: '/y', accept: ['json'] },
      { endpoint: '/y', accept: ['jina/v2'] },
    ];

    const decoded = roundTrip(envelopes.map((envelope, index) => outgoing(index + 1, envelope)));

    expect(decoded.map(({ envelope }) => envelope)).toStrictEqual(
      envelopes.map((envelope, index) => ({ kind: 'call', endpoint: '/x', requestId: `r${index + 1}`, ...envelope, sequence: index + 1 })),
    );
  });

  it('bring back parameters that JSON cannot say also when several calls share them', () => {
    const parameters = { score: Number.NaN };

    const decoded = roundTrip([outgoing(1, { parameters }), outgoing(2, { parameters }), outgoing(3, { parameters: { score: 1 } })]);

    expect(decoded.map(({ envelope }) => envelope.parameters)).toEqual([parameters, parameters, { score: 1 }]);
  });

  it('write what only a few members of many calls differ in as short texts', () => {
    const shared = { contentType: 'json', accept: ['json'], routes: [{ executor: 'gateway' }] } as const;
    const items = Array.from({ length: 10 }, (_, index) => outgoing(index, { ...shared, accept: ['json'], parameters: { top: index } }));

    const text = Buffer.from(encodeBatch(items).frame).toString();

    expect(text.match(/"gateway"/g)).toHaveLength(1);
    expect(text.match(/"accept"/g)).toHaveLength(1);
    expect(text.match(/"top"/g)).toHaveLength(10);
  });

  it('refuse columns that are none', () => {
    const { frame } = encodeBatch([outgoing(1, { deadlineMs: 10 }), outgoing(2, { deadlineMs: 20 })]);
    const broken = Buffer.from(Buffer.from(frame).toString('latin1').replace('"deadlineMs":[20]', '"deadlineMs":7777'), 'latin1');

    expect(() => decodeBatch(broken, [])).toThrow('column deadlineMs is not a list');
  });

  it('bring back every member of an envelope that differs from the one before in its id', () => {
    // Complete by its type: a new member of the envelope must be given here too.
    const all: Required<Omit<Envelope, 'kind' | 'sequence' | 'requestId' | 'endpoint'>> = {
      targetExecutor: 'enc',
      parameters: { limit: 3 },
      deadlineMs: 2_000_000_000_000,
      remainingMs: 50,
      traceparent: '00-a-b-01',
      headers: { 'x-user': 'u' },
      contentType: 'json',
      accept: ['json', 'jina/v2'],
      remainingRoute: ['index'],
      routes: [{ executor: 'gateway', startMs: 1, endMs: 2 }],
      status: { code: 'SUCCESS' },
      error: { code: 'internal', message: 'm', retryable: false, details: {} },
      credit: { calls: 1, bytes: 2 },
      body: { state: 'ready' },
      parts: ['a', 'b'],
    };

    const [, second] = roundTrip([outgoing(1, all), outgoing(2, all)]);

    expect(second?.envelope).toEqual({ kind: 'call', sequence: 2, requestId: 'r2', endpoint: '/x', ...all });
  });

  it('brings back numbers in parameters that JSON cannot say', () => {
    const [message] = roundTrip([outgoing(1, { parameters: { limit: Number.POSITIVE_INFINITY, score: Number.NaN } })]);

    expect(message?.envelope.parameters).toEqual({ limit: Number.POSITIVE_INFINITY, score: Number.NaN });
  });

  it('skips messages of a kind that a newer minor version added', () => {
    const decoded = roundTrip([outgoing(1, { kind: 'sing' as 'call' }, [new Uint8Array(3)]), outgoing(2)]);

    expect(decoded.map(({ envelope }) => envelope.sequence)).toEqual([2]);
  });

  it('gives no foreign prototype to what comes from outside', () => {
    const parameters = JSON.parse('{"__proto__": {"polluted": true}}');

    const [message] = roundTrip([outgoing(1, { parameters })]);

    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.getPrototypeOf(message?.envelope.parameters)).toBe(Object.prototype);
  });

  it('throws protocol_malformed, and nothing else, on cut, flipped and random bytes', () => {
    const random = randomOf(20_261_122);
    const { frame, large } = encodeBatch([
      outgoing(1, {}, [new Uint8Array(40), new Uint8Array(65_536)]),
      outgoing(2, {}, [new Uint8Array(9)]),
    ]);
    for (let run = 0; run < 2_000; run++) {
      const bytes =
        run % 4 === 0
          ? Uint8Array.from({ length: random(200) }, () => random(256))
          : frame.slice(0, run % 4 === 1 ? random(frame.length) : frame.length);
      for (let flip = 0; run % 4 !== 1 && bytes.length > 0 && flip <= random(4); flip++) bytes[random(bytes.length)] = random(256);
      try {
        decodeBatch(bytes, run % 5 === 0 ? [] : large);
      } catch (thrown) {
        if (!isRuntimeError(thrown, 'protocol_malformed')) throw thrown;
      }
    }
    expect(() => decodeBatch(frame.subarray(0, 30), large)).toThrow('protocol_malformed');
    expect(() => decodeBatch(frame, [])).toThrow('protocol_malformed');
    expect(() => decodeBatch(frame, [...large, new Uint8Array(1)])).toThrow('protocol_malformed');
  });
});

describe('packBatch', () => {
  it('refuses the one message whose header is not JSON and packs the others', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    const refused: number[] = [];

    const packed = packBatch([outgoing(1), outgoing(2, { parameters: circular as never }), outgoing(3)], 1e6, (item) =>
      refused.push(item.sequence),
    );

    expect(refused).toEqual([2]);
    expect(packed.flatMap(({ frame, large }) => decodeBatch(frame, large)).map(({ envelope }) => envelope.sequence)).toEqual([1, 3]);
  });

  it('splits what is too large for one frame and refuses what is too large alone', () => {
    const refused: string[] = [];
    const items = [
      outgoing(1, {}, [new Uint8Array(600)]),
      outgoing(2, {}, [new Uint8Array(600)]),
      outgoing(3, { endpoint: 'x'.repeat(2_000) }),
    ];

    const packed = packBatch(items, 1_000, (item, error) => refused.push(`${item.sequence} ${error.code}`));

    expect(packed).toHaveLength(2);
    expect(refused).toEqual(['3 protocol_message_too_large']);
  });
});
