import { isAbsolute } from 'node:path';
import { RuntimeError } from '@zedflow/core-protocol';
import { isBuiltin } from '../builtins.js';

/** What a `uses` string can be. */
export type UsesForm =
  | { readonly kind: 'builtin'; readonly className: string }
  | { readonly kind: 'file'; readonly path: string; readonly className: string }
  | { readonly kind: 'package'; readonly specifier: string; readonly className: string }
  | { readonly kind: 'class'; readonly className: string }
  | { readonly kind: 'config-file'; readonly path: string }
  | { readonly kind: 'config-text'; readonly text: string };

const SCRIPT = /\.[cm]?[jt]sx?$/;
const CLASS_NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const PACKAGE_NAME = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*(\/\S+)?$/i;
const FORMS =
  "'./file.ts#Class', 'package#Class' ('npm://package#Class'), a class name from py_modules or ./executor.ts, an Executor YAML file, " +
  'inline YAML or JSON, or BaseExecutor';

/** Tells the forms of `uses` apart, without looking at the disk. `origin` is where it stands, for errors. */
export function parseUses(uses: string, origin: string): UsesForm {
  const text = uses.trim();
  assertSupported(text, origin);
  if (/^(jtype\s*:|!|\{)/.test(text) || text.includes('\n')) return { kind: 'config-text', text };
  const isNpm = text.startsWith('npm://');
  const hash = text.lastIndexOf('#');
  const place = text.slice(isNpm ? 'npm://'.length : 0, hash === -1 ? undefined : hash);
  const className = hash === -1 ? '' : text.slice(hash + 1);
  if (hash === -1 && !isNpm) {
    if (/\.(ya?ml|json)$/i.test(text)) return { kind: 'config-file', path: text };
    if (isBuiltin(text) || text.startsWith('_')) return { kind: 'builtin', className: text };
    if (CLASS_NAME.test(text)) return { kind: 'class', className: text };
    if (isFilePath(text)) throw invalid(uses, origin, `names a file but no class. Write '${text}#ClassName'`);
  }
  if (className === '' && isNpm) throw invalid(uses, origin, `names a package but no class. Write '${text}#ClassName'`);
  if (!CLASS_NAME.test(className)) throw invalid(uses, origin, `is none of the forms of an Executor: ${FORMS}`);
  if (!isNpm && isFilePath(place)) return { kind: 'file', path: place, className };
  if (PACKAGE_NAME.test(place)) return { kind: 'package', specifier: place, className };
  throw invalid(uses, origin, `is none of the forms of an Executor: ${FORMS}`);
}

/** Whether `text` is a path of a script rather than a package's name. */
export function isFilePath(text: string): boolean {
  return /^\.{0,2}[\\/]/.test(text) || text.startsWith('file:') || isAbsolute(text) || SCRIPT.test(text);
}

function assertSupported(text: string, origin: string): void {
  const scheme = /^([a-z][a-z+]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== 'npm' && scheme !== 'file') {
    const instead =
      scheme === 'http' || scheme === 'https'
        ? 'Executors are not loaded from a URL: save the file and name its path'
        : scheme.startsWith('jina')
          ? "there is no hub: use an npm package, as 'npm://package#Class'"
          : "Executors run in threads and processes here: use './file.ts#Class' or 'npm://package#Class'";
    throw new RuntimeError('config_unsupported', `${origin}: '${text}' (${scheme}://) does not work in this version; ${instead}`, {
      details: { uses: text },
    });
  }
  if (/\.py(#.*)?$/i.test(text)) {
    throw new RuntimeError(
      'config_unsupported',
      `${origin}: '${text}' is a Python Executor, which this version does not start. Write it in TypeScript as './file.ts#Class'`,
      { details: { uses: text } },
    );
  }
}

function invalid(uses: string, origin: string, why: string): RuntimeError {
  const shown = uses.length > 200 ? `${uses.slice(0, 200)}...` : uses;
  return new RuntimeError('config_invalid', `${origin}: '${shown}' ${why}`, { details: { uses: shown } });
}
