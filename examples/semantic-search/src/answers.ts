import { styleText } from 'node:util';
import type { Document } from 'zedflow';

/** The answers to one question as lines: rank, score, package, passage. */
export function formatAnswers(question: Document, isColoured: boolean): string {
  const style = (format: Parameters<typeof styleText>[0], text: string) => (isColoured ? styleText(format, text) : text);
  const matches = question.matches ?? [];
  const titles = matches.map((match) => String(match.tags?.['title'] ?? match.uri));
  const width = Math.max(0, ...titles.map((title) => title.length));
  const rows = matches.map((match, index) => {
    const score = (match.scores?.['cosine']?.value ?? 0).toFixed(3);
    const title = (titles[index] as string).padEnd(width);
    return `  ${index + 1}  ${style('green', score)}  ${style('cyan', title)}  ${match.text}`;
  });
  const lines = rows.length > 0 ? rows : ['  nothing found: the index is empty'];
  return [style('bold', question.text ?? ''), ...lines].join('\n');
}
