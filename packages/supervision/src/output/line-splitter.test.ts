import { describe, expect, it } from 'vitest';
import { LineSplitter } from './line-splitter.js';

function split(...chunks: (string | Uint8Array)[]): string[] {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line));
  for (const chunk of chunks) splitter.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  splitter.end();
  return lines;
}

describe('LineSplitter', () => {
  it('joins what came in pieces', () => {
    expect(split('one\ntw', 'o\nthr', 'ee')).toEqual(['one', 'two', 'three']);
  });

  it('takes every kind of line end, and drops empty lines', () => {
    expect(split('a\r\nb\n\nc\r50 %\r100 %\n')).toEqual(['a', 'b', 'c', '50 %', '100 %']);
  });

  it('keeps a character whose bytes come apart', () => {
    const bytes = Buffer.from('grün\n');

    expect(split(bytes.subarray(0, 3), bytes.subarray(3))).toEqual(['grün']);
  });

  it('cuts a line that has no end, so that it cannot grow', () => {
    const lines = split(...Array.from({ length: 10 }, () => 'x'.repeat(3000)));

    expect(Math.max(...lines.map(({ length }) => length))).toBe(8192);
    expect(lines.join('')).toHaveLength(30_000);
  });

  it('cuts one huge line', () => {
    const lines = split(`${'x'.repeat(20_000)}\n`);

    expect(lines.map(({ length }) => length)).toEqual([8192, 8192, 3616]);
  });
});
