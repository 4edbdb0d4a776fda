import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);

/** Modules that `import 'zedflow'` loads, as Node's own module loader tells them. */
async function loadedModules(): Promise<string[]> {
  const script = [
    "import { register } from 'node:module';",
    'const hooks = `export async function load(url, context, next) { process._rawDebug("LOADED " + url); return next(url, context); }`;',
    "register('data:text/javascript,' + encodeURIComponent(hooks));",
    "await import('zedflow');",
  ].join('\n');
  const { stderr } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: import.meta.dirname });
  return stderr
    .split('\n')
    .filter((line) => line.startsWith('LOADED '))
    .map((line) => line.slice('LOADED '.length));
}

it('loads the SDK, the protocol and light doors only', async () => {
  const modules = await loadedModules();

  const packages = new Set(
    modules
      .filter((url) => url.startsWith('file:'))
      .map((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? /\/packages\/([^/]+)\//.exec(url)?.[1] ?? url),
  );
  expect([...packages].sort()).toEqual(['client', 'core-protocol', 'executor', 'flow', 'protobufjs', 'runtime-api', 'zedflow']);
  expect(modules.filter((url) => /grpc|fastify|zeromq|zod|piscina|esbuild|js-yaml|undici/.test(url))).toEqual([]);
});
