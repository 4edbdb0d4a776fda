import type { Loader } from 'esbuild';

/** The part of a Vite plug-in that this one has; it fits every Vite that Vitest comes with. */
export interface DecoratorsPlugin {
  readonly name: string;
  readonly enforce: 'pre';
  transform(code: string, id: string): Promise<{ code: string; map: string } | undefined>;
}

const SCRIPT = /\.[cm]?([jt]sx?)$/;
// An `@` before a name where a decorator can stand. Comments match too: such a file is compiled for nothing, and works all the same.
const DECORATOR = /(?:^|[\s;{}(])@[A-Za-z_$(]/;

/**
 * Lets Vitest run files with standard decorators, such as `@requests`: the compiler in Vite leaves them as they are, and Node.js 20
 * cannot read them. Source maps stay right. Put it into `plugins` of `vitest.config.ts`.
 *
 * @example
 * ```ts
 * import { zedflowDecorators } from '@zedflow/testing/vitest';
 * import { defineConfig } from 'vitest/config';
 *
 * export default defineConfig({ plugins: [zedflowDecorators()] });
 * ```
 */
export function zedflowDecorators(): DecoratorsPlugin {
  return {
    name: 'zedflow-decorators',
    enforce: 'pre',
    async transform(code, id) {
      const path = id.replace(/[?#].*$/, '');
      const loader = SCRIPT.exec(path)?.[1] as Loader | undefined;
      if (loader === undefined || path.includes('/node_modules/') || !DECORATOR.test(code)) return undefined;
      const { transform } = await import('esbuild');
      const compiled = await transform(code, {
        loader,
        sourcefile: path,
        sourcemap: true,
        target: 'es2022',
        // Whatever the project's own setting: `@requests` is a standard decorator.
        tsconfigRaw: { compilerOptions: { experimentalDecorators: false, useDefineForClassFields: true } },
      });
      return { code: compiled.code, map: compiled.map };
    },
  };
}
