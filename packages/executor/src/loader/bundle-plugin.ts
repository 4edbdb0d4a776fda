import { readFile } from 'node:fs/promises';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Loader, OnLoadArgs, OnLoadResult, OnResolveArgs, OnResolveResult, Plugin } from 'esbuild';
import { isTypeScript } from './module-location.js';
import { resolvePackage } from './resolve-package.js';

/**
 * What a module says of itself, with the name that stands for it while bundling. Each file declares the names that it uses, so that
 * `import.meta.url` in a bundle is still the URL of the source file; esbuild renames them apart.
 */
export const SELF_REFERENCES: Readonly<Record<string, string>> = {
  'import.meta.url': '__zedflow_url',
  'import.meta.filename': '__zedflow_filename',
  'import.meta.dirname': '__zedflow_dirname',
  'import.meta.resolve': '__zedflow_resolve',
  __filename: '__zedflow_filename',
  __dirname: '__zedflow_dirname',
};

const NO_RESOLVE =
  '() => { throw new Error("import.meta.resolve does not work in a bundled Executor; use new URL(\'./file\', import.meta.url)"); }';

/** Keeps packages outside of the bundle, but under their full URLs: the bundle lies where bare names mean nothing. */
export function userFilesPlugin(): Plugin {
  return {
    name: 'zedflow-user-files',
    setup(build) {
      build.onResolve({ filter: /^[^./#\\]/ }, resolveBare);
      build.onResolve({ filter: /^\.{0,2}\/.*\.(cjs|node)$/ }, resolveNative);
      build.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, loadScript);
    },
  };
}

function resolveBare(args: OnResolveArgs): OnResolveResult | undefined {
  if (args.kind === 'entry-point') return undefined;
  if (isBuiltin(args.path) || /^(file|data|https?):/.test(args.path)) return { path: args.path, external: true };
  try {
    if (args.kind === 'require-call' || args.kind === 'require-resolve') {
      return { path: createRequire(args.importer).resolve(args.path), external: true };
    }
    const url = resolvePackage(args.path, pathToFileURL(args.importer).href);
    const path = fileURLToPath(url);
    // A workspace package may export its TypeScript sources; Node.js cannot load them, so they are the user's files.
    return isTypeScript(path) ? { path } : { path: url, external: true };
  } catch {
    // Not a package: esbuild may know it from `paths` of tsconfig.json, and reports it with file and line if not.
    return undefined;
  }
}

/** CommonJS and addons are left to Node.js, which gives them the surroundings that they were written for. */
function resolveNative(args: OnResolveArgs): OnResolveResult | undefined {
  if (args.kind === 'entry-point') return undefined;
  const path = resolve(args.resolveDir, args.path);
  const isRequire = args.kind === 'require-call' || args.kind === 'require-resolve';
  return { path: isRequire ? path : pathToFileURL(path).href, external: true };
}

async function loadScript(args: OnLoadArgs): Promise<OnLoadResult> {
  const source = await readFile(args.path, 'utf8');
  const loader = (/\.[cm]?([jt]sx?)$/.exec(args.path)?.[1] ?? 'js') as Loader;
  return { contents: declareSelf(source, args.path), loader };
}

function declareSelf(source: string, path: string): string {
  const values: Record<string, string> = {
    __zedflow_url: JSON.stringify(pathToFileURL(path).href),
    __zedflow_filename: JSON.stringify(path),
    __zedflow_dirname: JSON.stringify(dirname(path)),
    __zedflow_resolve: NO_RESOLVE,
  };
  const used = new Set(Object.entries(SELF_REFERENCES).flatMap(([reference, name]) => (source.includes(reference) ? [name] : [])));
  if (used.size === 0) return source;
  const declarations = [...used].map((name) => `const ${name} = ${values[name]};`).join(' ');
  // On the first line, so that line numbers stay; a #! line must stay first.
  const shebang = /^#!.*\n/.exec(source)?.[0] ?? '';
  return `${shebang}${declarations} ${source.slice(shebang.length)}`;
}
