import pc from 'picocolors';

const HIDDEN = new Set(['level', 'time', 'msg', 'name', 'stream', 'err']);

/** One log record for people: `   encoder/rep-0 | warn | message field=value`. */
export function formatLine(record: Readonly<Record<string, unknown>>, useColors: boolean): string {
  const colors = pc.createColors(useColors);
  const { level, name, msg, err } = record as { level?: string; name?: string; msg?: string; err?: { stack?: string; message?: string } };
  const paint = level === 'error' ? colors.red : level === 'warn' ? colors.yellow : (text: string) => text;
  const grade = level === 'info' ? '' : `${paint(level ?? '')} `;
  const fields = Object.entries(record)
    .filter(([key]) => !HIDDEN.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const head = `${colors.cyan((name ?? 'zedflow').padStart(15))} ${colors.dim('|')} ${grade}${msg ?? ''}`;
  const tail = fields.length === 0 ? '' : ` ${colors.dim(fields.join(' '))}`;
  const trace = err === undefined ? '' : `\n${colors.dim(err.stack ?? err.message ?? '')}`;
  return `${head}${tail}${trace}\n`;
}
