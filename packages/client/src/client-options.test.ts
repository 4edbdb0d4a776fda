import { describe, expect, it } from 'vitest';
import { resolveClientOptions } from './client-options.js';

describe('resolveClientOptions', () => {
  it('reads protocol, host, port and TLS from an address', () => {
    expect(resolveClientOptions({ host: 'wss://example.org:8443' })).toMatchObject({
      protocol: 'websocket',
      host: 'example.org',
      port: 8443,
      tls: {},
    });
  });

  it('speaks gRPC without TLS to a bare host and port', () => {
    expect(resolveClientOptions({ host: 'localhost', port: 5000 })).toMatchObject({
      protocol: 'grpc',
      host: 'localhost',
      port: 5000,
      tls: undefined,
    });
  });

  it('keeps a port that is the default of its scheme', () => {
    expect(resolveClientOptions({ host: 'grpc://localhost:80' }).port).toBe(80);
    expect(resolveClientOptions({ host: 'https://localhost' }).port).toBe(443);
  });

  it('reads IPv6 addresses', () => {
    expect(resolveClientOptions({ host: 'grpc://[::1]:5000' })).toMatchObject({ host: '[::1]', port: 5000 });
    expect(() => resolveClientOptions({ host: '[::1]' })).toThrow('options.port is missing');
  });

  it.each([
    [{ host: 'ftp://x:1' }, 'unknown scheme ftp://'],
    [{ host: 'grpc://x' }, 'options.port is missing'],
    [{ host: 'x', port: 70_000 }, 'options.port must be from 1 to 65535, got 70000'],
    [{ host: 'http://x:1', protocol: 'grpc' as const }, 'options.protocol is grpc but options.host says http://'],
    [{ protocol: 'smtp' as never, port: 1 }, 'options.protocol must be one of grpc, http, websocket'],
    [{ adress: 'http://x:1' } as object, 'createClient has no option adress'],
    [{ hots: 'http://x:1' } as object, 'did you mean host?'],
    [{ port: 1, docarray: 'v3' as never }, 'options.docarray must be v1 or v2, got "v3"'],
    [{ port: 1, maxMessageBytes: 0 }, 'options.maxMessageBytes must be a positive integer, or -1 for no limit, got 0'],
    [{ port: 1, headers: { a: 1 } as never }, 'options.headers must be an object of texts'],
    [{ port: 1, tls: { caFile: '/nowhere/ca.pem' } }, 'options.tls.caFile cannot be read: ENOENT'],
    [{ host: 'http://x:1/path' }, 'options.host must be a host name or scheme://host:port'],
  ])('refuses %j', (options, message) => {
    expect(() => resolveClientOptions(options)).toThrow(message);
  });
});
