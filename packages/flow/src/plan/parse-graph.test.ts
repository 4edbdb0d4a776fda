import { describe, expect, it } from 'vitest';
import { parseGraph } from './parse-graph.js';

const place = (key: string) => `--${key}`;

describe('parseGraph', () => {
  it('reads the successors of each node and its addresses', () => {
    const graph = '{"start-gateway": ["a"], "a": ["b"], "b": ["end-gateway"]}';
    const addresses = { a: ['grpc://h:1', 'h:2'], b: { GRPC: ['h:3'], HTTP: ['h:4'] } };

    expect(parseGraph(graph, addresses, place)).toEqual([
      { name: 'a', needs: ['gateway'], addresses: ['grpc://h:1', 'h:2'] },
      { name: 'b', needs: ['a'], addresses: ['h:3'] },
    ]);
  });

  it.each<[string, unknown, unknown, RegExp]>([
    ['no node', '{}', '{}', /no node follows start-gateway/],
    ['text that is no JSON', '{', '{}', /graph_description.*expected JSON/],
    ['successors that are no list', { 'start-gateway': 'a' }, '{}', /successors of start-gateway must be a list/],
    ['a node without an address', { 'start-gateway': ['a'] }, '{}', /a needs a list of addresses/],
    ['a protocol that links do not speak', { 'start-gateway': ['a'] }, { a: ['http://h:1'] }, /config_unsupported.*only grpc/],
  ])('refuses %s', (_what, graph, addresses, message) => {
    expect(() => parseGraph(graph, addresses, place)).toThrow(message);
  });
});
