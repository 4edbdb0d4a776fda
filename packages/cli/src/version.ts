import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PROTOCOL_VERSION } from '@zedflow/core-protocol';

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

// The libraries belong to packages below @zedflow/flow, which need not be reachable from here.
const requireFromFlow = createRequire(createRequire(import.meta.url).resolve('@zedflow/flow/package.json'));
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Manifest;

/** Version of Zedflow: all its packages share one. */
export const VERSION = manifest.version;

/** One `name version` a line: Zedflow, its protocol, Node, system, and the libraries that matter in bug reports. */
export function fullVersionText(): string {
  const rows: [string, string][] = [
    ['zedflow', VERSION],
    ['protocol', `${PROTOCOL_VERSION.major}.${PROTOCOL_VERSION.minor}`],
    ['node', process.versions.node],
    ['v8', process.versions.v8],
    ['platform', `${process.platform} ${process.arch}`],
  ];
  for (const [from, names] of [
    ['@zedflow/jina-grpc', ['@grpc/grpc-js']],
    ['@zedflow/links', ['zeromq']],
    ['@zedflow/zed-runtime', ['piscina']],
    ['@zedflow/gateway', ['fastify', 'ws']],
    ['@zedflow/executor', ['esbuild']],
  ] as const) {
    for (const name of names) rows.push([name, installedVersion(from, name)]);
  }
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, version]) => `${name.padEnd(width)}  ${version}`).join('\n');
}

/** The version that the package which uses a library really gets. */
function installedVersion(from: string, name: string): string {
  try {
    const user = createRequire(requireFromFlow.resolve(`${from}/package.json`));
    for (const folder of user.resolve.paths(name) ?? []) {
      try {
        return (JSON.parse(readFileSync(`${folder}/${name}/package.json`, 'utf8')) as Manifest).version;
      } catch {
        // Not in this folder: the next one up.
      }
    }
    return 'not installed';
  } catch {
    return 'not installed';
  }
}
