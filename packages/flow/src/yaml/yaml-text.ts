import { isAbsolute, relative } from 'node:path';

/** A YAML text and the name that errors call it. */
export interface YamlText {
  readonly text: string;
  /** Path of the file, or `<text>`. */
  readonly file: string;
}

/** Where an offset of the text is: `flow.yml:7:5 (``replica: 2``)`, with the line itself, cut when long. */
export function describeOffset({ text, file }: YamlText, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const lineStart = before.lastIndexOf('\n') + 1;
  const lineEnd = text.indexOf('\n', lineStart);
  const content = text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd).trim();
  const shown = content.length > 100 ? `${content.slice(0, 100)}...` : content;
  return `${shownFile(file)}:${line}:${offset - lineStart + 1} (\`${shown}\`)`;
}

/** The file as the user most likely typed it: relative to the current folder when it is below it. */
export function shownFile(file: string): string {
  if (!isAbsolute(file)) return file;
  const fromHere = relative(process.cwd(), file);
  return fromHere.startsWith('..') || isAbsolute(fromHere) ? file : fromHere;
}
