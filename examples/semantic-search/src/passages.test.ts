import { describe, expect, it } from 'vitest';
import { toPassages } from './passages.js';

const OPTIONS = { maxChars: 200, maxPassages: 6 };

describe('toPassages', () => {
  it('keeps prose and leaves out code, badges, tables and links', () => {
    const markdown = `# chalk

[![Build](https://x.test/b.svg)](https://x.test) ![logo](a.png)

<p align="center">Terminal string styling done right, for everyone.</p>

Read the [long guide](https://x.test/guide) before you \`start\` to use it.

\`\`\`js
import this code is not prose at all;
\`\`\`

| Column one of the table | and two |
`;

    expect(toPassages(markdown, OPTIONS)).toEqual([
      'Terminal string styling done right, for everyone.',
      'Read the long guide before you start to use it.',
    ]);
  });

  it('leaves out sections on licence and installation, and goes on after them', () => {
    const markdown = `This package reads lines from a stream.

## Install

You can install this with your package manager.

## Usage

Call the function with a stream of bytes.

License
-------

Everybody may use this as they see fit.
`;

    expect(toPassages(markdown, OPTIONS)).toEqual(['This package reads lines from a stream.', 'Call the function with a stream of bytes.']);
  });

  it('joins sentences up to the limit and cuts between them', () => {
    const sentence = 'Every one of these sentences has eight words.';

    const passages = toPassages(Array(5).fill(sentence).join(' '), { maxChars: 100, maxPassages: 6 });

    expect(passages).toEqual([`${sentence} ${sentence}`, `${sentence} ${sentence}`, sentence]);
  });

  it('takes passages from the beginning only', () => {
    const paragraphs = ['one', 'two', 'three'].map((word) => `This is paragraph number ${word} of the text.`);

    expect(toPassages(paragraphs.join('\n\n'), { maxChars: 200, maxPassages: 2 })).toEqual(paragraphs.slice(0, 2));
  });

  it('makes each item of a list a passage of its own', () => {
    const markdown = '- parses all the command line options\n- prints help for each of the commands\n';

    expect(toPassages(markdown, OPTIONS)).toHaveLength(2);
  });

  it('finds nothing in an empty text', () => {
    expect(toPassages('', OPTIONS)).toEqual([]);
  });

  it.each(['<!--'.repeat(20_000), '```\n'.repeat(5_001), '['.repeat(20_000), `<${'a'.repeat(20_000)}`, '_'.repeat(20_000)])(
    'reads hostile Markdown in bounded time (%#)',
    (markdown) => {
      expect(toPassages(markdown, OPTIONS)).toEqual([]);
    },
    5_000,
  );
});
