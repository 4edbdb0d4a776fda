import { styleText } from 'node:util';

/** Rows as a Markdown table, numbers to the right. `columns`: [heading, key or function of the row]. */
export function table(columns, rows) {
  const cells = rows.map((row) => columns.map(([, value]) => show(typeof value === 'function' ? value(row) : row[value])));
  const widths = columns.map(([heading], index) => Math.max(heading.length, ...cells.map((line) => line[index].length)));
  const line = (texts) => `| ${texts.map((text, index) => text.padStart(widths[index])).join(' | ')} |`;
  return [
    line(columns.map(([heading]) => heading)),
    `|${widths.map((width) => `${'-'.repeat(width + 1)}:`).join('|')}|`,
    ...cells.map(line),
  ].join('\n');
}

function show(value) {
  if (value === undefined || value === null || Number.isNaN(value)) return '';
  if (typeof value !== 'number') return String(value);
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

export const title = (text) => `\n${process.stdout.isTTY ? styleText('bold', text) : text}\n`;
