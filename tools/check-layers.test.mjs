import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkLayers } from './check-layers.mjs';
import { ROOT } from './run-command.mjs';

describe('checkLayers', () => {
  let root;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'zedflow-layers-'));
    write('package.json', { workspaces: ['packages/*'] });
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function write(path, content) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
  }

  function writePackage(name, tag, { dependencies = [], references = [], source = '' } = {}) {
    const versions = Object.fromEntries(dependencies.map((dependency) => [`@zedflow/${dependency}`, '0.1.0']));
    write(`packages/${name}/package.json`, { name: `@zedflow/${name}`, nx: { tags: [tag] }, dependencies: versions });
    write(`packages/${name}/tsconfig.lib.json`, { references: references.map((other) => ({ path: `../${other}/tsconfig.lib.json` })) });
    write(`packages/${name}/src/index.ts`, source);
  }

  it('finds nothing where an upper layer imports a lower one', () => {
    writePackage('protocol', 'layer:0-protocol');
    writePackage('api', 'layer:1-api', {
      dependencies: ['protocol'],
      references: ['protocol'],
      source: "import { x } from '@zedflow/protocol';",
    });

    expect(checkLayers(root)).toEqual([]);
  });

  it('reports a lower layer that depends on an upper one', () => {
    writePackage('api', 'layer:1-api');
    writePackage('protocol', 'layer:0-protocol', { dependencies: ['api'] });

    expect(checkLayers(root)).toEqual([
      'packages/protocol: @zedflow/protocol (layer:0-protocol) may not depend on @zedflow/api (layer:1-api)',
    ]);
  });

  it('reports siblings of one layer that depend on each other, and the cycle', () => {
    writePackage('zed', 'layer:3-runtime', { dependencies: ['ssh'] });
    writePackage('ssh', 'layer:3-runtime', { dependencies: ['zed'] });

    const findings = checkLayers(root);

    expect(findings).toHaveLength(3);
    expect(findings).toContain('cycle: @zedflow/ssh -> @zedflow/zed -> @zedflow/ssh');
  });

  it('reports an import in a source file that package.json does not declare', () => {
    writePackage('protocol', 'layer:0-protocol');
    writePackage('api', 'layer:1-api', { source: "const x = await import('@zedflow/protocol/internal');" });

    expect(checkLayers(root)).toEqual(['packages/api/src/index.ts: imports @zedflow/protocol, which package.json does not depend on']);
  });

  it('reports a relative import that leaves the package', () => {
    writePackage('api', 'layer:1-api', { source: "import { x } from '../../protocol/src/index.js';" });

    expect(checkLayers(root)).toEqual([
      "packages/api/src/index.ts: '../../protocol/src/index.js' leaves the package; import the other package by its name",
    ]);
  });

  it('reports a tsconfig reference without a dependency', () => {
    writePackage('protocol', 'layer:0-protocol');
    writePackage('api', 'layer:1-api', { references: ['protocol'] });

    expect(checkLayers(root)).toEqual([
      'packages/api/tsconfig.lib.json: reference to packages/protocol, which package.json does not depend on',
    ]);
  });

  it('reports a package without a layer', () => {
    writePackage('lost', 'platform:node');

    expect(checkLayers(root)[0]).toMatch(/^packages\/lost\/package.json: nx.tags needs one of layer:0-protocol/);
  });

  it('does not take an example in a comment for an import', () => {
    writePackage('flow', 'layer:5-flow');
    writePackage('api', 'layer:1-api', { source: "/**\n * import { Flow } from '@zedflow/flow';\n */\n// import '@zedflow/flow'\n" });

    expect(checkLayers(root)).toEqual([]);
  });

  it('finds nothing in this checkout', () => {
    expect(checkLayers(ROOT)).toEqual([]);
  });
});
