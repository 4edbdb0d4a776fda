import { describe, expect, it } from 'vitest';
import { assertOrigin } from './assert-origin.js';
import { withProtocolKey } from './key-protocol.js';

describe('assertOrigin', () => {
  const [shut, any, named] = [
    { cors: false, allowedOrigins: [] },
    { cors: true, allowedOrigins: [] },
    { cors: true, allowedOrigins: ['https://a.example'] },
  ];

  it.each([
    ['a program without origin', undefined, shut],
    ['a page of the same host', 'http://host:8080', shut],
    ['any page with cors', 'https://evil.example', any],
    ['a page of a named origin', 'https://a.example', named],
  ])('lets in %s', (_who, origin, options) => expect(() => assertOrigin(origin, 'host:8080', options)).not.toThrow());

  it.each([
    ['a page of another host', 'https://evil.example', shut],
    ['a page of another port', 'http://host:8081', shut],
    ['a page without an origin to name', 'null', shut],
    ['what is no origin', 'http://', shut],
    ['a page that is not named', 'https://evil.example', named],
  ])('refuses %s', (_who, origin, options) =>
    expect(() => assertOrigin(origin, 'host:8080', options)).toThrow(expect.objectContaining({ code: 'permission_denied' })),
  );

  it('says which option lets the page in', () => {
    expect(() => assertOrigin('https://evil.example', 'host:8080', shut)).toThrow(/set `cors`/);
    expect(() => assertOrigin('https://evil.example', 'host:8080', named)).toThrow(/`allowedOrigins` of the gateway/);
  });
});

describe('withProtocolKey', () => {
  const offered = `json, bearer.${Buffer.from('a key/+').toString('base64url')}`;

  it('reads the key that a browser shows as a sub-protocol', () => {
    expect(withProtocolKey({ 'sec-websocket-protocol': offered })['authorization']).toBe('Bearer a key/+');
  });

  it('leaves a handshake alone that has a header of its own, or no key', () => {
    for (const headers of [{ 'sec-websocket-protocol': offered, authorization: 'Bearer b' }, { 'sec-websocket-protocol': 'json' }, {}]) {
      expect(withProtocolKey(headers)).toBe(headers);
    }
  });
});
