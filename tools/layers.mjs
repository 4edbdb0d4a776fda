const BELOW_CLI = [
  'layer:0-protocol',
  'layer:1-api',
  'layer:2-sdk',
  'layer:2-jina',
  'layer:3-runtime',
  'layer:3-client',
  'layer:4-gateway',
  'layer:5-flow',
  'layer:6-daemon',
];

/**
 * The layers of ARCHITECTURE.md as data: which layer tag may import which.
 * One table for ESLint's module boundaries, `tools/check-layers.mjs` and `tools/new-package.mjs`.
 */
export const LAYERS = {
  'layer:0-protocol': [],
  'layer:1-api': ['layer:0-protocol'],
  'layer:2-sdk': ['layer:0-protocol', 'layer:1-api'],
  // Jina's gRPC builds its lanes on the ends of `links`.
  'layer:2-jina': ['layer:0-protocol', 'layer:1-api', 'layer:2-sdk'],
  'layer:3-runtime': ['layer:0-protocol', 'layer:1-api', 'layer:2-sdk', 'layer:2-jina'],
  'layer:3-client': ['layer:0-protocol', 'layer:1-api'],
  'layer:4-gateway': ['layer:0-protocol', 'layer:1-api', 'layer:2-sdk', 'layer:2-jina'],
  'layer:5-flow': [
    'layer:0-protocol',
    'layer:1-api',
    'layer:2-sdk',
    'layer:2-jina',
    'layer:3-runtime',
    'layer:3-client',
    'layer:4-gateway',
  ],
  'layer:6-daemon': ['layer:0-protocol', 'layer:1-api', 'layer:5-flow'],
  'layer:7-cli': BELOW_CLI,
  'layer:8-umbrella': [...BELOW_CLI, 'layer:7-cli'],
  // Test helpers, examples, e2e and benchmarks may import anything; nothing imports them but devDependencies.
  'type:test': ['*'],
};
