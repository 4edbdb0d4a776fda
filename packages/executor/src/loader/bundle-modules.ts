import { mkdtempSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleFolder } from './bundle-folder.js';
import { compileError } from './compile-error.js';
import { runBuild } from './esbuild-service.js';

/** A module that was compiled. */
export interface BundledModule {
  /** `file:` URL to import. */
  readonly url: string;
  readonly exports: readonly string[];
}

// A local file that is CommonJS calls require(), which an ES module does not have.
const REQUIRE = (path: string) =>
  `import { createRequire as __zedflow_createRequire } from 'node:module'; const require = __zedflow_createRequire(${JSON.stringify(path)});`;

/**
 * Compiles user files into JavaScript that Node.js 20 runs: decorators lowered, source maps inside, packages left outside.
 * The files of one Executor are compiled together, so that what two of them import is one module still. By path of the source.
 */
export async function bundleModules(paths: readonly string[], origin: string): Promise<Map<string, BundledModule>> {
  const [first] = paths;
  if (first === undefined) return new Map();
  const outdir = mkdtempSync(join(bundleFolder(), 'executor-'));
  try {
    const { metafile } = await runBuild({
      entryPoints: paths.map((path, index) => ({ in: path, out: `${index}-${basename(path).replace(/\.[^.]*$/, '')}` })),
      outdir,
      outExtension: { '.js': '.mjs' },
      splitting: true,
      sourcemap: 'inline',
      banner: { js: REQUIRE(first) },
    });
    const bundled = new Map<string, BundledModule>();
    for (const [output, { entryPoint, exports }] of Object.entries(metafile.outputs)) {
      if (entryPoint !== undefined) bundled.set(resolve(entryPoint), { url: pathToFileURL(resolve(output)).href, exports });
    }
    return bundled;
  } catch (error) {
    throw compileError(error, origin);
  }
}

/** Names that a user's module exports, found without running it. */
export async function listExports(path: string, origin: string): Promise<readonly string[]> {
  try {
    const { metafile } = await runBuild({ entryPoints: [path], write: false, outdir: '.' });
    const entry = Object.values(metafile.outputs).find((output) => output.entryPoint !== undefined);
    return entry?.exports ?? [];
  } catch (error) {
    throw compileError(error, origin);
  }
}
