import { describe, expect, it } from 'vitest';
import { drawTerminal, styledPieces, visibleLines } from './draw-terminal.mjs';

describe('visibleLines', () => {
  it('keeps the last version of a line that was written over', () => {
    expect(visibleLines('\u001b[?25l 10 %\u001b[0G 50 %\u001b[0K\u001b[0G 100 %\r\ndone\r\n')).toEqual([' 100 %', 'done']);
  });

  it('keeps one of several empty lines', () => {
    expect(visibleLines('a\n\n\n\nb\n\n')).toEqual(['a', '', 'b']);
  });
});

describe('styledPieces', () => {
  it('splits a line by its colours', () => {
    expect(styledPieces('1 \u001b[32m0.7\u001b[39m x')).toEqual([
      { text: '1 ', colour: undefined, isBold: false },
      { text: '0.7', colour: '#7ee787', isBold: false },
      { text: ' x', colour: undefined, isBold: false },
    ]);
  });

  it('cuts what does not fit', () => {
    expect(styledPieces('x'.repeat(200))[0].text).toBe(`${'x'.repeat(109)}…`);
  });
});

describe('drawTerminal', () => {
  it('escapes what would end the markup', () => {
    expect(drawTerminal('<a & "b">', 'run')).toContain('&#60;a &#38; &#34;b&#34;&#62;');
  });
});
