import { describe, expect, it } from 'vitest';
import type { Envelope } from './envelope.js';
import { decodeEnvelope, encodeEnvelope } from './frames.js';
import { decodeHeader, encodeHeader } from './header-codec.js';

const call: Envelope = { kind: 'call', sequence: 7, requestId: 'r-1', endpoint: '/index' };

const full: Envelope = {
  ...call,
  targetExecutor: '',
  parameters: { top_k: 5, nested: { a: [1, null, 'é'] }, __results__: {} },
  deadlineMs: 1_700_000_000_000.5,
  remainingMs: 250.25,
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  headers: { authorization: 'x', 'x-tenant': 't' },
  contentType: 'jina/v2',
  accept: ['jina/v1', 'json'],
  remainingRoute: ['a', 'b'],
  routes: [
    { executor: 'gateway', startMs: 1.5 },
    { executor: 'a', startMs: 2, endMs: 3, status: { code: 'SUCCESS' } },
  ],
  status: { code: 'ERROR', description: "E('m')", exception: { name: 'E', args: ['m'], stacks: ['s\n'], executor: 'X' } },
  error: { code: 'unavailable', message: 'gone', retryable: true, details: { started: false }, stack: 'at x' },
  credit: { calls: 10, bytes: 5_000_000_000 },
  body: { command: 'drain' },
  parts: ['a', 'b'],
};

describe('envelope header', () => {
  it('brings every field back', () => {
    expect(decodeHeader(encodeHeader(full))).toEqual(full);
    expect(decodeHeader(encodeHeader(call))).toEqual(call);
  });

  it('omits defaults: a heartbeat takes 4 bytes', () => {
    expect(encodeHeader({ kind: 'heartbeat', sequence: 0, requestId: '', endpoint: '' })).toHaveLength(4);
  });

  it('keeps empty parameters apart from absent ones', () => {
    expect(decodeHeader(encodeHeader({ ...call, parameters: {} })).parameters).toEqual({});
    expect(decodeHeader(encodeHeader(call)).parameters).toBeUndefined();
  });

  it('carries NaN and infinite parameters exactly', () => {
    const parameters = { a: Number.NaN, b: [Number.POSITIVE_INFINITY, null], c: 'null' };
    expect(decodeHeader(encodeHeader({ ...call, parameters })).parameters).toEqual(parameters);
  });

  it('takes a __proto__ key as plain data', () => {
    const parameters = JSON.parse('{"__proto__":{"polluted":true}}');
    const decoded = decodeHeader(encodeHeader({ ...call, parameters })).parameters as object;
    expect(Object.keys(decoded)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect((decoded as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('reads a kind of a newer minor as unknown, and skips its fields', () => {
    const bytes = Uint8Array.from([0x08, 1, 0x10, 9, 0x18, 99, 0xfa, 0x3f, 1, 0xff]);
    expect(decodeHeader(bytes)).toEqual({ kind: 'unknown', sequence: 0, requestId: '', endpoint: '' });
  });

  it('refuses another major and names both versions', () => {
    expect(() => decodeHeader(Uint8Array.from([0x08, 2, 0x10, 3, 0x18, 1]))).toThrow(
      '[protocol_version_mismatch] the message is of protocol 2.3, this side reads 1.0',
    );
  });

  it('refuses bytes that are not a header', () => {
    expect(() => decodeHeader(new Uint8Array())).toThrow('[protocol_malformed]');
    expect(() => decodeHeader(Uint8Array.from([0x08]))).toThrow('[protocol_malformed]');
    expect(() => decodeHeader(encodeHeader(full).subarray(0, -1))).toThrow('[protocol_malformed]');
  });

  it('refuses payloads in a form of a newer minor', () => {
    expect(() => decodeHeader(Uint8Array.from([0x08, 1, 0x18, 1, 0x70, 9]))).toThrow('[protocol_content_unsupported]');
  });

  it('refuses parameters that are not JSON', () => {
    const parameters = { big: 1n } as never;
    expect(() => encodeHeader({ ...call, parameters })).toThrow('[invalid_argument] parameters must be a JSON object');
  });
});

describe('frames', () => {
  it('are the header and the payloads themselves', () => {
    const payload = Uint8Array.from([1, 2, 3]);
    const frames = encodeEnvelope(full, [payload]);
    expect(frames[1]).toBe(payload);
    expect(decodeEnvelope(frames)).toEqual({ envelope: full, payloads: [payload] });
    expect(() => decodeEnvelope([])).toThrow('[protocol_malformed] message: it has no frames');
  });
});
