import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from '@zedflow/core-protocol';
import type { ExecutorSource } from '@zedflow/runtime-api';
import { builtinClass } from '../builtins.js';
import { nameHint } from '../name-hint.js';
import { bundleModules } from './bundle-modules.js';
import { readJson, readMetas, readRequests } from './executor-config.js';
import { findClass } from './find-class.js';
import { isTypeScript, locateFile, locateModule, locatePackage, type ModuleLocation } from './module-location.js';
import { type NamedClass, nameClass, type Uses } from './name-class.js';

/** Surroundings of a `uses`. */
export interface ResolveUsesOptions {
  /** Folder that relative paths are read from: that of the Flow file, else the working folder. */
  readonly baseFolder: string;
  /** `py_modules`: modules to import first, in order; a bare class name is looked up in them. */
  readonly pyModules?: readonly string[];
  /** Modules that other Executors of this Flow file load: a bare class name is looked up in them after `pyModules`. */
  readonly flowModules?: readonly string[];
  /** Wins over `with` of the Executor's YAML, key by key. */
  readonly usesWith?: Readonly<Record<string, unknown>>;
  readonly usesMetas?: Readonly<Record<string, unknown>>;
  readonly usesRequests?: Readonly<Record<string, string>>;
  /** Name of the Deployment, for errors. */
  readonly deployment?: string;
}

/**
 * Finds the code that `uses` means and makes it loadable in a worker; TypeScript is compiled here.
 * Forms: an imported class with `static module = import.meta.url`, `./file.ts#Class`, a bare class name, `package#Class` and
 * `npm://package#Class`, an Executor YAML file, inline YAML or JSON or an object, `BaseExecutor`. Undefined means `BaseExecutor`.
 *
 * @throws RuntimeError `config_not_found` (file, package or class missing), `config_invalid` (form, YAML, options, compile error),
 *   `config_unsupported` (`docker://`, `jinahub://`, Python, a builtin that does not exist).
 */
export async function resolveUses(uses: Uses | undefined, options: ResolveUsesOptions): Promise<ExecutorSource> {
  const origin = options.deployment === undefined ? 'uses' : `uses of '${options.deployment}'`;
  const named = await nameClass(uses ?? 'BaseExecutor', options.baseFolder, origin);
  const locate = () => origin;
  const overrides = {
    with: { ...named.with, ...readJson(options.usesWith, 'uses_with', locate) },
    metas: { ...named.metas, ...readMetas(options.usesMetas, 'uses_metas', locate) },
    requests: { ...named.requests, ...readRequests(options.usesRequests, 'uses_requests', locate) },
  };
  const modules = [
    ...(options.pyModules ?? []).map((module) => locateModule(module, options.baseFolder, origin)),
    ...named.pyModules.map((module) => locateModule(module, named.folder, origin)),
  ];
  const location = await locateClass(named, modules, options, origin);
  const urls = await makeLoadable(modules, location, named.form.className, origin);
  return { ...urls, ...overrides, className: named.form.className, label: labelOf(uses, named.form.className) };
}

/** Where the class is; undefined for a builtin. */
async function locateClass(
  { form, folder }: NamedClass,
  modules: readonly ModuleLocation[],
  options: ResolveUsesOptions,
  origin: string,
): Promise<ModuleLocation | undefined> {
  switch (form.kind) {
    case 'builtin':
      builtinClass(form.className);
      return undefined;
    case 'file':
      return locateFile(form.path, folder, origin);
    case 'package':
      return locatePackage(form.specifier, folder, origin);
    case 'class': {
      // Another Executor's module may be missing: that is told where that Executor is resolved.
      const others = (options.flowModules ?? []).filter((module) => existsSync(resolve(options.baseFolder, module)));
      const known = [...modules, ...others.map((module) => locateFile(module, options.baseFolder, origin))];
      return findClass(form.className, known, folder, origin);
    }
  }
}

/** URLs that a worker can import. One TypeScript file is enough to compile all the user's files, so that they share modules. */
async function makeLoadable(
  modules: readonly ModuleLocation[],
  location: ModuleLocation | undefined,
  className: string,
  origin: string,
): Promise<Pick<ExecutorSource, 'module' | 'preload'>> {
  const all = location === undefined ? modules : [...modules, location];
  const files = [...new Set(all.filter(({ kind }) => kind === 'file').map(({ path }) => path))];
  const bundles = files.some(isTypeScript) ? await bundleModules(files, origin) : undefined;
  const urlOf = ({ path }: ModuleLocation) => bundles?.get(path)?.url ?? pathToFileURL(path).href;
  const preload = modules.map(urlOf);
  if (location === undefined) return { preload };
  const exports = bundles?.get(location.path)?.exports;
  if (exports !== undefined && isTypeScript(location.path) && !exports.includes(className)) {
    const what = exports.length === 0 ? 'exports nothing' : `does not export a class '${className}'${nameHint(className, exports)}`;
    throw new RuntimeError(
      'config_not_found',
      `${origin}: ${location.path} ${what}. Write \`export class ${className} extends Executor\``,
      {
        details: { module: location.path, className, exports: [...exports] },
      },
    );
  }
  return { module: urlOf(location), preload };
}

function labelOf(uses: Uses | undefined, className: string): string {
  return typeof uses === 'string' && !uses.includes('\n') && uses.length <= 200 ? uses : className;
}
