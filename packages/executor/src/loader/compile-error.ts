import { resolve } from 'node:path';
import { RuntimeError } from '@zedflow/core-protocol';
import type { BuildFailure, Message } from 'esbuild';

/** esbuild's failure as an error that names the user's file, line and column. */
export function compileError(error: unknown, origin: string): RuntimeError {
  const [first, ...others] = (error as Partial<BuildFailure>).errors ?? [];
  if (first === undefined) return RuntimeError.from(error, 'internal');
  const location = first.location;
  // esbuild tells files relative to the working folder, which need not be where the user is.
  const file = location === null ? '' : resolve(location.file);
  const place = location === null ? '' : `${file}:${location.line}:${location.column + 1}: `;
  const missing = /^Could not resolve "(.*?)"/.exec(first.text)?.[1];
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return new RuntimeError(
    missing === undefined ? 'config_invalid' : 'config_not_found',
    `${origin}: ${place}${missing === undefined ? `cannot compile: ${first.text}` : notFound(missing, first)}${more}`,
    { details: location === null ? {} : { file, line: location.line, column: location.column + 1 }, cause: error },
  );
}

function notFound(specifier: string, { text }: Message): string {
  if (/^[./]/.test(specifier)) return `there is no file '${specifier}' beside it`;
  const name = /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  return text.startsWith('Could not resolve') ? `cannot find package '${specifier}'. Install it: npm install ${name}` : text;
}
