/**
 * Draws what a terminal showed as SVG: reads the recorded text (with its colours) on standard input, writes the picture to standard
 * output. The README's picture is made with
 *
 *   script -qec 'node tools/demo.mjs' /dev/null | node tools/draw-terminal.mjs 'npm run demo' > docs/demo.svg
 */
import { fileURLToPath } from 'node:url';

const COLUMNS = 110;
const CHAR_WIDTH = 8.4;
const LINE_HEIGHT = 19;
const PADDING = 18;
const TITLE_HEIGHT = 34;
const COLOURS = { 32: '#7ee787', 36: '#79c0ff', 33: '#e3b341', 31: '#ff7b72', 90: '#8b949e' };

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals are steered by control characters
const TO_LINE_START = /\r(?!\n)|\x1b\[[01]?G/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same
const STEERING = /\x1b\[[0-9;?]*[A-LN-Za-ln-z]|\x1b[78]|\r/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same
const STYLE = /\x1b\[([0-9;]*)m/;

/** The lines that a terminal shows in the end: of a line that was written over, the last version. */
export function visibleLines(recording) {
  const lines = recording.replaceAll('\r\n', '\n').split('\n');
  const last = lines.map((line) => {
    const versions = line.split(TO_LINE_START).map((text) => text.replace(STEERING, ''));
    return versions.findLast((text) => text.trim() !== '') ?? '';
  });
  while (last.length > 0 && last.at(-1).trim() === '') last.pop();
  return last.filter((line, index) => line.trim() !== '' || last[index - 1]?.trim() !== '');
}

/** Pieces of one style each, cut at the width of the terminal. */
export function styledPieces(line) {
  const pieces = [];
  let style = { colour: undefined, isBold: false };
  let room = COLUMNS;
  for (const [index, part] of line.split(STYLE).entries()) {
    if (index % 2 === 1) {
      style = nextStyle(style, part);
      continue;
    }
    const text = part.length <= room ? part : `${part.slice(0, Math.max(0, room - 1))}…`;
    if (text !== '' && room > 0) pieces.push({ text, ...style });
    room -= part.length;
  }
  return pieces;
}

function nextStyle(style, codes) {
  const next = { ...style };
  for (const code of codes.split(';')) {
    if (code === '' || code === '0') Object.assign(next, { colour: undefined, isBold: false });
    else if (code === '1') next.isBold = true;
    else if (code === '22') next.isBold = false;
    else if (code === '39') next.colour = undefined;
    else next.colour = COLOURS[code] ?? next.colour;
  }
  return next;
}

const escapeXml = (text) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** The whole picture. */
export function drawTerminal(recording, command) {
  const lines = [`\u001b[90m$\u001b[0m ${command}`, ...visibleLines(recording)];
  const width = Math.ceil(COLUMNS * CHAR_WIDTH + 2 * PADDING);
  const height = TITLE_HEIGHT + lines.length * LINE_HEIGHT + PADDING;
  const dots = ['#ff5f57', '#febc2e', '#28c840'].map((fill, index) => `<circle cx="${22 + index * 20}" cy="18" r="6" fill="${fill}"/>`);
  const texts = lines.map((line, index) => {
    const spans = styledPieces(line).map(({ text, colour, isBold }) => {
      const attributes = `${colour ? ` fill="${colour}"` : ''}${isBold ? ' font-weight="bold"' : ''}`;
      return `<tspan${attributes}>${escapeXml(text)}</tspan>`;
    });
    return `<text x="${PADDING}" y="${TITLE_HEIGHT + (index + 1) * LINE_HEIGHT - 5}" xml:space="preserve">${spans.join('')}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escapeXml(command)} in a terminal</title>`,
    `<rect width="${width}" height="${height}" rx="10" fill="#0d1117"/>`,
    ...dots,
    '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="14" fill="#e6edf3">',
    ...texts,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  process.stdout.write(drawTerminal(Buffer.concat(chunks).toString('utf8'), process.argv[2] ?? ''));
}
