import { describe, expect, it } from 'vitest';
import {
  decodeHealthRequest,
  decodeHealthResponse,
  decodeReflectionRequest,
  decodeReflectionResponse,
  encodeHealthRequest,
  encodeHealthResponse,
  encodeReflectionRequest,
  encodeReflectionResponse,
  type ReflectionAnswer,
  type ReflectionQuery,
  SERVING_STATES,
} from './index.js';

describe('health', () => {
  it.each(SERVING_STATES)('brings %s back', (state) => {
    expect(decodeHealthResponse(encodeHealthResponse(state))).toBe(state);
  });

  it('asks for a service by name, and for the server by the empty name', () => {
    expect(decodeHealthRequest(encodeHealthRequest('jina.JinaRPC'))).toBe('jina.JinaRPC');
    expect(encodeHealthRequest('')).toHaveLength(0);
  });

  it('writes SERVING as every other server does', () => {
    expect([...encodeHealthResponse('SERVING')]).toEqual([8, 1]);
  });
});

describe('reflection', () => {
  it.each<ReflectionQuery>([
    { type: 'listServices' },
    { type: 'fileByFilename', name: 'jina.proto' },
    { type: 'fileContainingSymbol', name: 'jina.JinaRPC' },
  ])('brings the query $type back', (query) => {
    expect(decodeReflectionRequest(encodeReflectionRequest({ host: 'h', query }))).toEqual({ host: 'h', query });
  });

  it.each<ReflectionAnswer>([
    { type: 'services', names: ['jina.JinaRPC', 'x'] },
    { type: 'error', code: 5, message: 'not found' },
  ])('brings the answer $type back', (answer) => {
    expect(
      decodeReflectionResponse(encodeReflectionResponse(answer, encodeReflectionRequest({ host: '', query: { type: 'listServices' } }))),
    ).toEqual(answer);
  });

  it('carries file descriptors as bytes', () => {
    const answer = decodeReflectionResponse(encodeReflectionResponse({ type: 'files', files: [Uint8Array.of(1)] }, new Uint8Array()));
    expect(answer).toMatchObject({ type: 'files' });
    expect(answer.type === 'files' && [...(answer.files[0] as Uint8Array)]).toEqual([1]);
  });

  it('tells an extension query from the others', () => {
    expect(decodeReflectionRequest(Uint8Array.from([0x2a, 0])).query).toEqual({ type: 'other' });
  });
});
