/** What a fresh clone needs before any root script can work: the right Node, the packages of package-lock.json, the build. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bin, ROOT, runCommand } from './run-command.mjs';

/** Throws when `version` (`20.19.0`) is older than `range` (`>=20.19.0`). */
export function assertNodeVersion(version, range) {
  const wanted = range.replace(/^>=/, '');
  const [have, need] = [version, wanted].map((text) => text.split('.').map(Number));
  const firstDifference = need.findIndex((part, index) => part !== have[index]);
  if (firstDifference !== -1 && have[firstDifference] < need[firstDifference]) {
    throw new Error(
      `Zedflow needs Node ${wanted} or newer, this is Node ${version}. Install it (nvm install, or nodejs.org) and run the command again.`,
    );
  }
}

/**
 * The first package of `lock` that `installed` (npm's own `node_modules/.package-lock.json`) lacks or has in another version;
 * undefined when all are there. npm leaves out optional packages of other platforms.
 */
export function firstMissingPackage(lock, installed) {
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '') continue;
    const found = installed.packages[path];
    if (found === undefined ? !entry.optional : found.version !== entry.version || found.link !== entry.link) return path;
  }
  return undefined;
}

const readJson = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

function whyInstall() {
  if (!existsSync(join(ROOT, 'node_modules/.package-lock.json'))) return 'node_modules is not there yet';
  const missing = firstMissingPackage(readJson('package-lock.json'), readJson('node_modules/.package-lock.json'));
  return missing && `${missing} is not as package-lock.json says`;
}

/** Runs `npm ci` when `node_modules` is absent or not of this `package-lock.json`. */
export async function ensureInstalled() {
  assertNodeVersion(process.versions.node, readJson('package.json').engines.node);
  const reason = whyInstall();
  if (!reason) return;
  console.log(`npm ci: ${reason}`);
  const { code } = await runCommand('npm', ['ci', '--no-audit', '--no-fund']);
  if (code !== 0) throw new Error(`npm ci ended with code ${code}: see its messages above`);
}

/** Builds what has changed since the last build (`tsc -b`); well under a second when nothing has. */
export async function ensureBuilt() {
  const { code, output } = await runCommand(bin('tsc'), ['-b'], { quiet: true });
  if (code !== 0) throw new Error(`The build failed (tsc -b, code ${code}):\n${output}`);
}

/** Both: after it the checkout can run. */
export async function ensureReady() {
  await ensureInstalled();
  await ensureBuilt();
}

/** Runs a root script's `main`: an error is one clear message and exit code 1, not a stack trace. */
export async function runScript(main) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
