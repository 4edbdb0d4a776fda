import { defineConfig } from 'vitest/config';

/**
 * - `unit`: beside the source, reads sources of all packages (no build), no sockets.
 * - `integration`: real sockets, threads and processes, from `dist` (a worker cannot be started from TypeScript).
 * - `e2e`: the product as a user has it.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      {
        resolve: { conditions: ['@zedflow/source', 'node', 'import', 'default'] },
        ssr: { resolve: { conditions: ['@zedflow/source', 'node', 'import', 'default'] } },
        test: { name: 'unit', include: ['{packages,examples}/*/src/**/*.test.ts', 'tools/**/*.test.mjs'] },
      },
      {
        test: {
          name: 'integration',
          setupFiles: ['tools/vitest/nothing-left.ts'],
          include: ['packages/*/test/**/*.int.test.ts', 'examples/*/test/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          setupFiles: ['tools/vitest/nothing-left.ts'],
          include: ['e2e/**/*.e2e.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
