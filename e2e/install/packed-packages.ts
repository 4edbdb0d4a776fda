import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../run-program.js';

const ROOT = join(import.meta.dirname, '../..');

/** A folder outside the checkout in which the packages are installed as a user would install them. */
export interface Installation {
  readonly folder: string;
  /** Names of all publishable packages. */
  readonly packages: readonly string[];
  remove(): void;
}

/** Packs every publishable package with `npm pack` and installs the tarballs in an empty folder. */
export async function installPackedPackages(): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'zedflow-install-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const manifests = readdirSync(join(ROOT, 'packages')).map((name) => readManifest(join(ROOT, 'packages', name)));
    const packages = manifests.filter(({ private: isPrivate }) => isPrivate !== true).map(({ name }) => name);
    const tarballs = join(folder, 'tarballs');
    mkdirSync(tarballs);
    await npm(ROOT, ['pack', '--pack-destination', tarballs, ...packages.flatMap((name) => ['--workspace', name])]);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'user-project', version: '1.0.0', type: 'module', private: true }));
    const files = readdirSync(tarballs).map((name) => join(tarballs, name));
    await npm(folder, ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', ...files]);
    return { folder, packages, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function readManifest(folder: string): { name: string; private?: boolean } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string; private?: boolean };
}

async function npm(cwd: string, args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await runProgram('npm', args, { cwd, timeoutMs: 240_000 });
  if (code !== 0) throw new Error(`npm ${args[0]} ended with code ${code}\n${stdout}\n${stderr}`);
}
