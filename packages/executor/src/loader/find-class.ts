import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { RuntimeError } from '@zedflow/core-protocol';
import { nameHint } from '../name-hint.js';
import { listExports } from './bundle-modules.js';
import type { ModuleLocation } from './module-location.js';

// Where Jina looks last for a bare class name, with the endings of this side.
const FALLBACK_FILES = ['executor.ts', 'executor.mts', 'executor.js', 'executor.mjs'];

/**
 * The module that exports `className`: the first of `modules`, then `./executor.ts` and its kin in `folder`.
 *
 * @throws RuntimeError `config_not_found` naming every file that was looked at, and the nearest name found there.
 */
export async function findClass(
  className: string,
  modules: readonly ModuleLocation[],
  folder: string,
  origin: string,
): Promise<ModuleLocation> {
  const fallbacks = FALLBACK_FILES.map((name) => resolve(folder, name)).filter((path) => existsSync(path));
  const candidates = [...modules, ...fallbacks.map((path): ModuleLocation => ({ kind: 'file', path }))];
  const found: string[] = [];
  for (const candidate of candidates) {
    const names = await listExports(candidate.path, origin);
    if (names.includes(className) || isOnlyDefault(names, className, candidate.path)) return candidate;
    found.push(...names.filter((name) => name !== 'default'));
  }
  const looked = candidates.length === 0 ? `there is no ${resolve(folder, 'executor.ts')}` : `not in ${paths(candidates)}`;
  throw new RuntimeError(
    'config_not_found',
    `${origin}: no module exports a class '${className}' (${looked})${nameHint(className, found)}. ` +
      `Name its file: './file.ts#${className}', or list the file in py_modules`,
    { details: { className, looked: candidates.map(({ path }) => path) } },
  );
}

function paths(candidates: readonly ModuleLocation[]): string {
  return candidates.map(({ path }) => path).join(', ');
}

/** CommonJS shows one export, `default`, whatever it has: there the text must do. */
function isOnlyDefault(names: readonly string[], className: string, path: string): boolean {
  if (names.length !== 1 || names[0] !== 'default') return false;
  const text = readFileSync(path, 'utf8');
  return new RegExp(`(class\\s+|exports\\.)${className.replace(/\$/g, '\\$')}(?![\\w$])`).test(text);
}
