import { describe, expect, it } from 'vitest';
import { GenerationMemory } from './generation-memory.js';

describe('GenerationMemory', () => {
  it('answers with what the request told, else what its connection told last, else the fallback', () => {
    const memory = new GenerationMemory('jina/v2');

    const told = [
      memory.resolve('a', undefined),
      memory.resolve('a', 'jina/v1'),
      memory.resolve('a', undefined),
      memory.resolve('b', undefined),
    ];

    expect(told).toEqual(['jina/v2', 'jina/v1', 'jina/v1', 'jina/v2']);
  });

  it('forgets the oldest connection when there are too many', () => {
    const memory = new GenerationMemory('jina/v2');

    for (let peer = 0; peer < 5_000; peer++) memory.resolve(String(peer), 'jina/v1');

    expect([memory.resolve('0', undefined), memory.resolve('4999', undefined)]).toEqual(['jina/v2', 'jina/v1']);
  });
});
