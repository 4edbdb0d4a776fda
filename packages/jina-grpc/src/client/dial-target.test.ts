import { describe, expect, it } from 'vitest';
import { parseDialTarget } from './dial-target.js';

describe('parseDialTarget', () => {
  it.each([
    ['grpc://encoder:8080', { target: 'dns:encoder:8080', address: 'grpc://encoder:8080', isSecure: false, isLocal: false, isName: true }],
    ['grpcs://encoder:8080/', { isSecure: true, address: 'grpcs://encoder:8080' }],
    ['127.0.0.1:5000', { isLocal: true, isName: false }],
    ['localhost:5000', { isLocal: true, isName: false }],
    ['grpc://[::1]:5000', { target: 'dns:[::1]:5000', isLocal: true, isName: false }],
    ['10.0.0.7:5000', { isLocal: false, isName: false }],
  ])('reads %s', (address, expected) => {
    expect(parseDialTarget(address)).toMatchObject(expected);
  });

  it.each(['', 'encoder', 'encoder:0', 'encoder:70000', 'ftp://encoder:80', 'grpc://a b:80', 'grpc://encoder:80/path'])(
    'refuses %j',
    (address) => {
      expect(() => parseDialTarget(address)).toThrow(/is not an address to dial/);
    },
  );
});
