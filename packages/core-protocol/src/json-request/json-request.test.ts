import { describe, expect, it } from 'vitest';
import { decodeJsonRequest } from './json-request.js';

const read = (text: string) => decodeJsonRequest(Buffer.from(text));
const payloadOf = (text: string) => read(text).payloads.map((payload) => Buffer.from(payload).toString());

describe('decodeJsonRequest', () => {
  it('slices the data out of the body without parsing it', () => {
    const body = Buffer.from('{"parameters":{"a":[1]}, "data" : [{"text":"]}\\"\\\\"}, {}] , "execEndpoint":"/index"}');
    const { envelope, payloads } = decodeJsonRequest(body);
    expect(envelope).toEqual({ kind: 'call', sequence: 0, requestId: '', endpoint: '/index', parameters: { a: [1] }, contentType: 'json' });
    expect(payloads.map(String)).toEqual(['[{"text":"]}\\"\\\\"}, {}]']);
    expect(payloads[0]?.buffer).toBe(body.buffer);
  });

  it.each([
    ['{"targetExecutor":"a","execEndpoint":"/x","header":{"requestId":"r"}}'],
    ['{"target_executor":"a","exec_endpoint":"/x","header":{"request_id":"r"}}'],
    ['{"header":{"requestId":"r","targetExecutor":"a","execEndpoint":"/x"}}'],
    ['\ufeff{"header":{"request_id":"r","target_executor":"a","exec_endpoint":"/x"},"unknown":{"data":[1]},"data":null,"parameters":null}'],
  ])('reads %s', (text) => {
    expect(read(text)).toEqual({
      envelope: { kind: 'call', sequence: 0, requestId: 'r', endpoint: '/x', targetExecutor: 'a', accept: ['json'] },
      payloads: [],
    });
  });

  it('takes one document, a list, or the list in docs', () => {
    expect(payloadOf('{"data":{"text":"x"}}')).toEqual(['{"text":"x"}']);
    expect(payloadOf('{"data":{"docs":[{}]}}')).toEqual(['[{}]']);
    expect(payloadOf('{"data":{"docs":[{}],"id":"a"}}')).toEqual(['{"docs":[{}],"id":"a"}']);
    expect(payloadOf('{"data":{"docs":null}}')).toEqual([]);
    expect(payloadOf('{"data":[]}')).toEqual(['[]']);
    expect(payloadOf('{}')).toEqual([]);
  });

  it('takes the last data when there are two', () => {
    expect(payloadOf('{"data":[{"a":1}],"data":[{"b":2}]}')).toEqual(['[{"b":2}]']);
  });

  it('takes __proto__ as plain data', () => {
    const { envelope } = read('{"parameters":{"__proto__":{"polluted":1}},"__proto__":{"execEndpoint":"/evil"}}');
    expect(envelope.endpoint).toBe('');
    expect(Object.keys(envelope.parameters as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    ['', 'the body must be a JSON object'],
    ['[]', 'the body must be a JSON object'],
    ['{"data":"x"}', '`data` must be a document'],
    ['{"data":5}', '`data` must be a document'],
    ['{"parameters":[]}', '`parameters` must be an object'],
    ['{"targetExecutor":5}', '`targetExecutor` must be a text'],
    ['{"header":"x"}', '`header` must be an object'],
    ['{"data":[', 'JSON: it ends too early'],
    ['{"data":[]', 'a comma or } is missing'],
    ['{"data" []}', 'a colon is missing'],
    ['{"data":[]} x', 'not JSON'],
    ['{"a":"x', 'does not end'],
    ['{"a":nul}', 'not JSON'],
  ])('refuses %s', (text, message) => {
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow('[protocol_malformed]');
  });
});
