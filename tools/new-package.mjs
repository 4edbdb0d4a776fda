/**
 * `npm run new -- NAME [LAYER]` makes a package that passes `npm run verify` at once:
 * manifest with exports map and layer tag, the three tsconfigs, Vitest project, README and one test.
 * LAYER is a tag of tools/layers.mjs (default layer:2-sdk).
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, runScript } from './ensure-ready.mjs';
import { LAYERS } from './layers.mjs';
import { bin, runCommand } from './run-command.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Writes `contents` (path -> text) below `folder`; never overwrites a file. */
function writeFiles(folder, contents) {
  for (const [path, text] of Object.entries(contents)) {
    const target = join(folder, path);
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

/** The version that all packages share (fixed release group). */
function sharedVersion() {
  const manifest = join(root, 'packages/core-protocol/package.json');
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : '0.1.0';
}

export function packageFiles(name, layer) {
  const npmName = name === 'zedflow' ? 'zedflow' : `@zedflow/${name}`;
  const constant = name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  return {
    'package.json': json({
      name: npmName,
      version: sharedVersion(),
      description: `${npmName}: a part of Zedflow.`,
      keywords: ['zedflow', 'jina'],
      license: 'Apache-2.0',
      type: 'module',
      repository: { type: 'git', url: 'git+https://github.com/zedflow/zedflow.git', directory: `packages/${name}` },
      engines: { node: '>=20.19.0' },
      sideEffects: false,
      exports: {
        '.': { '@zedflow/source': './src/index.ts', types: './dist/index.d.ts', default: './dist/index.js' },
        './package.json': './package.json',
      },
      files: ['dist', 'src', '!**/*.test.*', '!**/*.tsbuildinfo'],
      publishConfig: { access: 'public', provenance: true },
      nx: { tags: [layer], targets: { build: {}, lint: {}, test: {}, integration: {}, package: {} } },
      dependencies: {},
    }),
    'README.md': `# ${npmName}\n\nA part of Zedflow.\n\n## Install\n\n\`\`\`sh\nnpm install ${npmName}\n\`\`\`\n`,
    'tsconfig.json': json({ files: [], references: [{ path: './tsconfig.lib.json' }, { path: './tsconfig.spec.json' }] }),
    'tsconfig.lib.json': json({
      extends: '../../tsconfig.base.json',
      compilerOptions: { rootDir: 'src', outDir: 'dist', tsBuildInfoFile: 'dist/.tsbuildinfo' },
      include: ['src'],
      exclude: ['src/**/*.test.ts'],
      references: [],
    }),
    'tsconfig.spec.json': json({
      extends: '../../tsconfig.base.json',
      compilerOptions: { noEmit: true, composite: false, incremental: true, tsBuildInfoFile: 'dist/.spec.tsbuildinfo' },
      include: ['src/**/*.test.ts', 'test/**/*.ts', 'test-d/**/*.ts', 'vitest.config.ts'],
      references: [{ path: './tsconfig.lib.json' }],
    }),
    'src/index.ts': `/**\n * ${npmName}: a part of Zedflow.\n *\n * @packageDocumentation\n */\nexport const ${constant} = '${npmName}';\n`,
    'src/index.test.ts': `import { expect, it } from 'vitest';\nimport { ${constant} } from './index.js';\n\nit('knows its own name', () => {\n  expect(${constant}).toBe('${npmName}');\n});\n`,
  };
}

async function main([name, layer = 'layer:2-sdk']) {
  if (!/^[a-z][a-z0-9-]*$/.test(name ?? '')) {
    throw new TypeError(
      `NAME must be lower-case letters, digits and dashes, got ${JSON.stringify(name)}. Usage: npm run new -- my-package [LAYER]`,
    );
  }
  if (!(layer in LAYERS)) {
    throw new TypeError(`LAYER must be one of ${Object.keys(LAYERS).join(', ')}, got ${JSON.stringify(layer)}`);
  }
  const folder = join(root, 'packages', name);
  if (existsSync(join(folder, 'package.json'))) throw new Error(`packages/${name} exists already: choose another name`);
  await ensureInstalled();
  writeFiles(folder, packageFiles(name, layer));
  updateRootReferences();
  // JSON of this form is not quite what Biome writes; the package is to pass `verify` at once.
  await mustRun(bin('biome'), ['format', '--write', folder, join(root, 'tsconfig.json')]);
  await mustRun('npm', ['install', '--no-audit', '--no-fund']);
  console.log(`packages/${name} is made and linked. Next: npm run verify`);
  return 0;
}

async function mustRun(command, args) {
  const { code, output } = await runCommand(command, args, { quiet: true });
  if (code !== 0) throw new Error(`${command} ${args[0]} ended with code ${code}\n${output}`);
}

/** The root tsconfig lists every package, so that one `tsc -b` builds all. */
export function updateRootReferences() {
  const references = ['packages', 'examples', '.']
    .flatMap((parent) => (parent === '.' ? ['e2e', 'benchmarks'] : readdirSync(join(root, parent)).map((entry) => `${parent}/${entry}`)))
    .filter((path) => existsSync(join(root, path, 'tsconfig.json')))
    .sort()
    .map((path) => ({ path: `./${path}` }));
  writeFileSync(join(root, 'tsconfig.json'), json({ files: [], references }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runScript(main);
