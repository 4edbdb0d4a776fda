import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';
import { LAYERS } from './tools/layers.mjs';

/**
 * Only what Biome cannot do: typed rules on promises, and module boundaries by layer.
 * Run it through nx (`npx nx run-many -t lint`): the boundaries rule is silent while nx's project graph is stale.
 */
export default [
  { ignores: ['**/dist/**', '**/gen/**', '**/fixtures/**'] },
  {
    files: ['packages/*/src/**/*.ts', 'packages/*/test/**/*.ts', 'examples/*/src/**/*.ts', 'examples/*/test/**/*.ts', 'e2e/**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    // Comments that switch off rules of other linters are not this one's business.
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    plugins: { '@typescript-eslint': tseslint.plugin, '@nx': nx },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false, inheritedMethods: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      // What was caught is unknown, and may be thrown on.
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      '@nx/enforce-module-boundaries': [
        'error',
        {
          banTransitiveDependencies: false,
          enforceBuildableLibDependency: false,
          // One part of a package is often loaded lazily while another is not (`@zedflow/jina-grpc` in the gateway).
          checkDynamicDependenciesExceptions: ['.*'],
          depConstraints: Object.entries(LAYERS).map(([sourceTag, onlyDependOnLibsWithTags]) => ({ sourceTag, onlyDependOnLibsWithTags })),
        },
      ],
    },
  },
  // Tests use their own package as its users do, and the test packages, which know every layer.
  {
    files: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
];
