import { describe, expect, it } from 'vitest';
import { decodeJsonResponse } from './json-response.js';

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

describe('decodeJsonResponse', () => {
  it('reads header, parameters and routes, and leaves the documents as bytes', () => {
    const reply = decodeJsonResponse(
      bytes({
        header: { requestId: 'r1', execEndpoint: '/x', status: null },
        parameters: { __results__: {} },
        routes: [{ executor: 'gateway', startTime: '2026-11-22T10:00:00.500Z', endTime: '2026-11-22T10:00:01Z', status: null }],
        data: [{ id: 'a', text: '{"data":[]}' }],
      }),
    );

    expect(reply.envelope).toEqual({
      kind: 'reply',
      sequence: 0,
      requestId: 'r1',
      endpoint: '/x',
      parameters: { __results__: {} },
      routes: [{ executor: 'gateway', startMs: Date.parse('2026-11-22T10:00:00.500Z'), endMs: Date.parse('2026-11-22T10:00:01Z') }],
      contentType: 'json',
    });
    expect(Buffer.from(reply.payloads[0] as Uint8Array).toString()).toBe('[{"id":"a","text":"{\\"data\\":[]}"}]');
  });

  it('reads snake_case keys and an error status', () => {
    const reply = decodeJsonResponse(
      bytes({
        header: {
          request_id: 'r2',
          status: { code: 1, description: "E('x')", exception: { name: 'E', args: ['x'], stacks: ['s'], executor: 'Enc' } },
        },
        routes: [{ executor: 'a', start_time: '2026-11-22T10:00:00Z' }],
      }),
    );

    expect(reply.envelope.requestId).toBe('r2');
    expect(reply.envelope.status).toEqual({
      code: 'ERROR',
      description: "E('x')",
      exception: { name: 'E', args: ['x'], stacks: ['s'], executor: 'Enc' },
    });
    expect(reply.envelope.routes).toEqual([{ executor: 'a', startMs: Date.parse('2026-11-22T10:00:00Z') }]);
    expect(reply.payloads).toEqual([]);
  });

  it.each([
    ['[]', 'must be a JSON object'],
    ['{"header":3}', 'header'],
    ['{"routes":[3]}', 'routes'],
    ['{"routes":[{"startTime":"soon"}]}', 'startTime'],
    ['{"data":3}', 'data'],
    ['{', 'protocol_malformed'],
  ])('refuses %s', (text, message) => {
    expect(() => decodeJsonResponse(Buffer.from(text))).toThrow(message);
  });
});
