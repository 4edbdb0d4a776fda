import type { Message } from '@zedflow/core-protocol';
import { describe, expect, it } from 'vitest';
import { joinParts, splitParts } from './joined-parts.js';

const part = (name: string, fields: Partial<Message['envelope']> = {}, payloads = [new TextEncoder().encode(name)]): Message => ({
  envelope: {
    kind: 'call',
    sequence: 0,
    requestId: 'r',
    endpoint: '/x',
    contentType: 'jina/v2',
    routes: [{ executor: 'gateway', startMs: 1 }, { executor: name }],
    ...fields,
  },
  payloads,
});

describe('joinParts', () => {
  it('names each part by the last route of its request', () => {
    const joined = joinParts([part('a'), part('b')]);

    expect(joined.envelope.parts).toEqual(['a', 'b']);
    expect(joined.payloads).toHaveLength(2);
  });

  it('has each node of the routes once', () => {
    expect(joinParts([part('a'), part('b')]).envelope.routes?.map((route) => route.executor)).toEqual(['gateway', 'a', 'b']);
  });

  it('keeps the parameters of the first and the results of all', () => {
    const requests = [part('a', { parameters: { top: 1, __results__: { a: 1 } } }), part('b', { parameters: { __results__: { b: 2 } } })];

    expect(joinParts(requests).envelope.parameters).toEqual({ top: 1, __results__: { a: 1, b: 2 } });
  });

  it('keeps the place of a part without documents', () => {
    const joined = joinParts([part('a', {}, []), part('b')]);

    expect(joined.payloads.map((payload) => payload.byteLength)).toEqual([0, 1]);
  });

  it('is the request itself when there is only one', () => {
    const only = part('a');

    expect(joinParts([only])).toBe(only);
  });
});

describe('splitParts', () => {
  it('is what joinParts joins again', () => {
    const joined = joinParts([part('a'), part('b')]);

    const again = joinParts(splitParts(joined));

    expect(again.envelope.parts).toEqual(['a', 'b']);
    expect(again.payloads).toEqual(joined.payloads);
  });
});
