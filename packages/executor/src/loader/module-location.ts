import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { RuntimeError } from '@zedflow/core-protocol';
import { nameHint } from '../name-hint.js';
import { resolvePackage } from './resolve-package.js';
import { isFilePath } from './uses-form.js';

/** Where a module is: a file of the user's, or a file that belongs to an installed package. */
export interface ModuleLocation {
  readonly kind: 'file' | 'package';
  /** Absolute path, without symbolic links, as Node.js would know the module. */
  readonly path: string;
}

const TYPESCRIPT = /\.[cm]?tsx?$/;
const SCRIPT = /\.[cm]?[jt]sx?$/;

/** Whether Node.js 20 needs the file compiled. */
export function isTypeScript(path: string): boolean {
  return TYPESCRIPT.test(path);
}

/** A file named by the user, relative to `folder`. */
export function locateFile(path: string, folder: string, origin: string): ModuleLocation {
  const absolute = path.startsWith('file:') ? fileURLToPath(path) : resolve(folder, path);
  if (!existsSync(absolute) || !statSync(absolute).isFile()) {
    const siblings = existsSync(dirname(absolute)) ? readdirSync(dirname(absolute)).filter((name) => SCRIPT.test(name)) : [];
    throw new RuntimeError('config_not_found', `${origin}: there is no file ${absolute}${nameHint(basename(absolute), siblings)}`, {
      details: { path: absolute },
    });
  }
  return { kind: 'file', path: realpathSync(absolute) };
}

/** A package that `folder` can import. */
export function locatePackage(specifier: string, folder: string, origin: string): ModuleLocation {
  try {
    const path = fileURLToPath(resolvePackage(specifier, pathToFileURL(join(folder, 'package.json')).href));
    return { kind: isTypeScript(path) ? 'file' : 'package', path };
  } catch (error) {
    const name = /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
    throw new RuntimeError(
      'config_not_found',
      `${origin}: cannot find package '${specifier}' from ${folder}: ${(error as Error).message}. Install it: npm install ${name}`,
      { details: { package: specifier, folder }, cause: error },
    );
  }
}

/** One entry of `py_modules`: a file, or else a package. */
export function locateModule(module: string, folder: string, origin: string): ModuleLocation {
  if (/\.py$/i.test(module)) {
    throw new RuntimeError('config_unsupported', `${origin}: '${module}' is a Python module; name JavaScript or TypeScript modules`, {
      details: { module },
    });
  }
  if (isFilePath(module) || existsSync(resolve(folder, module))) return locateFile(module, folder, origin);
  return locatePackage(module, folder, origin);
}
