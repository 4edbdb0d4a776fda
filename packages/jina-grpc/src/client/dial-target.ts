import { isIP } from 'node:net';
import { RuntimeError } from '@zedflow/core-protocol';

/** Where to dial. */
export interface DialTarget {
  /** What grpc-js resolves: `dns:host:port`, `ipv4:...`, ... */
  readonly target: string;
  /** `grpc://host:port`, for logs and errors. */
  readonly address: string;
  readonly isSecure: boolean;
  /** On this machine: no proxy is asked. */
  readonly isLocal: boolean;
  /** A name that may stand for several peers, which calls are balanced over. */
  readonly isName: boolean;
}

const FORM = /^(?:(grpcs?|https?|tcp):\/\/)?(\[[0-9a-f:.%a-z]+\]|[^:/[\]\s]+):(\d{1,5})\/?$/i;

/** Reads `grpc://host:port`, `grpcs://host:port`, or `host:port`. Throws `config_invalid`. */
export function parseDialTarget(address: string): DialTarget {
  const [, scheme = 'grpc', host = '', port = ''] = FORM.exec(address) ?? [];
  if (host === '' || Number(port) < 1 || Number(port) > 65_535) {
    throw new RuntimeError(
      'config_invalid',
      `${JSON.stringify(address.slice(0, 200))} is not an address to dial: give grpc://host:port, grpcs://host:port (TLS) or host:port`,
      { details: { option: 'address', value: address.slice(0, 200) } },
    );
  }
  const plain = host.replace(/^\[|\]$/g, '');
  const isSecure = /^(grpcs|https)$/i.test(scheme);
  const isLocal = plain === 'localhost' || plain === '::1' || plain === '0.0.0.0' || plain.startsWith('127.');
  return {
    target: `dns:${host}:${port}`,
    address: `${isSecure ? 'grpcs' : 'grpc'}://${host}:${port}`,
    isSecure,
    isLocal,
    isName: isIP(plain) === 0 && plain !== 'localhost',
  };
}
