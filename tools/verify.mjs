/**
 * `npm run verify`: everything that must be green before a change lands. All steps run, also after a failed one.
 * `--without-tests` leaves out the tests, for a caller that has just run `npm test` on the same tree.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLayers } from './check-layers.mjs';
import { ensureInstalled, runScript } from './ensure-ready.mjs';
import { bin, ROOT, runCommand } from './run-command.mjs';
import { closingLine, runTests } from './run-tests.mjs';

const node = process.execPath;

async function command(program, args, options) {
  const { code, output } = await runCommand(program, args, { quiet: true, ...options });
  return code === 0 ? undefined : `code ${code}\n${output}`;
}

/** Scripts `tools/gen-*.mjs` write committed files; with `--check` they fail when those are out of date. */
const generators = () => readdirSync(join(ROOT, 'tools')).filter((file) => /^gen-.*(?<!\.test)\.mjs$/.test(file));

const publishable = () =>
  readdirSync(join(ROOT, 'packages')).filter(
    (name) => !JSON.parse(readFileSync(join(ROOT, 'packages', name, 'package.json'), 'utf8')).private,
  );

async function testStep(project) {
  const counts = await runTests(['--project', project]);
  return counts.isGreen ? undefined : counts.line;
}

function steps({ withTests }) {
  const nxEnv = { NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' };
  return [
    ['format and syntax (biome)', () => command(bin('biome'), ['ci', '--colors=off', '--max-diagnostics=50'])],
    ['types and build (tsc -b)', () => command(bin('tsc'), ['-b'])],
    ['layers', async () => checkLayers(ROOT).join('\n') || undefined],
    ...generators().map((file) => [`generated files (${file})`, () => command(node, [join('tools', file), '--check'])]),
    ['promises and module boundaries (eslint)', () => command(bin('nx'), ['run-many', '-t', 'lint', '--parallel=2'], { env: nxEnv })],
    ['unused files, exports, dependencies (knip)', () => command(bin('knip'), ['--no-progress', '--no-config-hints'])],
    ...publishable().flatMap((name) => {
      const cwd = join(ROOT, 'packages', name);
      return [
        [`publint ${name}`, () => command(bin('publint'), ['--strict'], { cwd })],
        [`attw ${name}`, () => command(bin('attw'), ['--pack', '.', '--profile', 'esm-only', '--no-emoji'], { cwd })],
      ];
    }),
    ...(withTests ? ['unit', 'integration'].map((project) => [`${project} tests`, () => testStep(project)]) : []),
  ];
}

await runScript(async (args) => {
  const unknown = args.filter((arg) => arg !== '--without-tests');
  if (unknown.length > 0) throw new Error(`verify knows only --without-tests, got ${unknown.join(' ')}`);
  await ensureInstalled();
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, run] of steps({ withTests: !args.includes('--without-tests') })) {
    const start = performance.now();
    const problem = await run();
    counts[problem === undefined ? 'passed' : 'failed'] += 1;
    console.log(`${problem === undefined ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    if (problem !== undefined) console.log(problem);
  }
  console.log(closingLine(counts));
  return counts.failed === 0 ? 0 : 1;
});
