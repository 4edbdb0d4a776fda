import { createRequire } from 'node:module';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

/** What runs here, for hellos and status. */
export const PEER_VERSIONS: Readonly<Record<string, string>> = {
  zedflow: version,
  node: process.version,
  platform: `${process.platform}-${process.arch}`,
};
