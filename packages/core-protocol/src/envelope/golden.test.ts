import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Envelope, MESSAGE_KINDS, PROTOCOL_VERSION } from './envelope.js';
import { decodeHeader, encodeHeader } from './header-codec.js';

interface GoldenHeader {
  readonly name: string;
  readonly hex: string;
  readonly envelope: Envelope;
}

const folder = new URL('../../test/golden/', import.meta.url);
const current = `envelope-${PROTOCOL_VERSION.major}.${PROTOCOL_VERSION.minor}.json`;
const files = readdirSync(folder).filter((name) => name.startsWith(`envelope-${PROTOCOL_VERSION.major}.`));
const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as GoldenHeader[];

it('there is a golden file of this version, with every kind of message', () => {
  expect(files).toContain(current);
  expect(new Set(read(current).map(({ envelope }) => envelope.kind))).toEqual(new Set(MESSAGE_KINDS));
});

describe.each(files)('%s', (file) => {
  it.each(read(file))('is read as it was meant: $name', ({ hex, envelope }) => {
    expect(decodeHeader(Buffer.from(hex, 'hex'))).toEqual(envelope);
  });

  it.each(read(file))('tells when it is cut off or damaged: $name', ({ hex }) => {
    const bytes = Buffer.from(hex, 'hex');
    for (let length = 0; length < bytes.length; length++) {
      try {
        decodeHeader(bytes.subarray(0, length));
      } catch (thrown) {
        expect(thrown).toMatchObject({ code: 'protocol_malformed' });
      }
    }
  });
});

it.each(read(current))('this version writes the same bytes: $name', ({ hex, envelope }) => {
  expect(Buffer.from(encodeHeader(envelope)).toString('hex')).toBe(hex);
});
