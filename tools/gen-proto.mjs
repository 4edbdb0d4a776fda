/**
 * Writes the static codecs of packages/core-protocol/gen from its proto folder.
 * `node tools/gen-proto.mjs --check` writes nothing and fails when a committed file is out of date.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packageFolder = join(dirname(fileURLToPath(import.meta.url)), '../packages/core-protocol');
const pbjs = createRequire(import.meta.url).resolve('protobufjs-cli/bin/pbjs');

/** One module per root: both builds of `package jina` have the same names, so they must never share one. */
const MODULES = [
  { name: 'envelope', root: 'zedflowEnvelope', include: ['proto/zedflow'], files: ['envelope.proto'] },
  { name: 'jina-v1', root: 'zedflowJinaV1', include: ['proto/jina-v1', 'proto'], files: ['jina.proto'] },
  { name: 'jina-v2', root: 'zedflowJinaV2', include: ['proto/jina-v2', 'proto'], files: ['jina.proto'] },
  { name: 'grpc', root: 'zedflowGrpc', include: ['proto/grpc'], files: ['health.proto', 'reflection.proto'] },
];

const FLAGS = ['--force-number', '--no-service', '--no-verify', '--no-convert', '--no-create', '--no-delimited', '--no-typeurl'];

function runPbjs({ root, include, files }, output, extra) {
  const paths = include.flatMap((folder) => ['-p', folder]);
  const wrapper = ['-t', 'static-module', '-w', 'esm', '--root', root];
  execFileSync(process.execPath, [pbjs, ...wrapper, ...FLAGS, ...extra, ...paths, '-o', output, ...files], {
    cwd: packageFolder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Declarations are made from the comments, which the shipped module does without (a third of its size). */
function generate(module, folder) {
  const output = join(folder, `${module.name}.js`);
  const declarations = join(folder, `${module.name}.d.ts`);
  runPbjs(module, output, ['--dts']);
  const types = declareDepth(readFileSync(declarations, 'utf8'));
  runPbjs(module, output, ['--no-comments']);
  return [
    [`${module.name}.js`, readFileSync(output, 'utf8')],
    [`${module.name}.d.ts`, types],
  ];
}

/**
 * The generated decoders take a start depth (which is how a limit other than protobufjs' own is set) and a message to merge into;
 * their declarations leave both out. The code is committed, so an update that changes it shows in the difference and in the tests.
 */
function declareDepth(types) {
  return types.replaceAll(
    /(static decode\(reader: [^,]+, length\?: number)\): ([^;]+);/g,
    '$1, end?: undefined, depth?: number, target?: object): $2;',
  );
}

function readIfPresent(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function main(check) {
  const folder = mkdtempSync(join(tmpdir(), 'zedflow-proto-'));
  try {
    const outdated = MODULES.flatMap((module) => generate(module, folder)).filter(
      ([name, text]) => readIfPresent(join(packageFolder, 'gen', name)) !== text,
    );
    if (!check) for (const [name, text] of outdated) writeFileSync(join(packageFolder, 'gen', name), text);
    for (const [name] of outdated) console.log(`gen/${name} ${check ? 'is out of date: run node tools/gen-proto.mjs' : 'written'}`);
    if (check && outdated.length > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main(process.argv.includes('--check'));
