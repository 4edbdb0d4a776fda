/**
 * The layer fence that trusts no cache: reads package.json files, tsconfig references and the imports of source files,
 * and reports forbidden or undeclared imports and cycles. `node tools/check-layers.mjs [ROOT]` ends with code 1 on a finding.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LAYERS } from './layers.mjs';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Every workspace package below `root`: name, folder, layer tag and its dependencies within the workspace. */
function readPackages(root) {
  const folders = readJson(join(root, 'package.json')).workspaces.flatMap((pattern) => {
    if (!pattern.endsWith('/*')) return [pattern];
    const parent = pattern.slice(0, -2);
    return existsSync(join(root, parent)) ? readdirSync(join(root, parent)).map((name) => `${parent}/${name}`) : [];
  });
  const packages = new Map();
  for (const folder of folders) {
    if (!existsSync(join(root, folder, 'package.json'))) continue;
    const manifest = readJson(join(root, folder, 'package.json'));
    packages.set(manifest.name, { name: manifest.name, folder, manifest, tag: manifest.nx?.tags?.find((tag) => tag in LAYERS) });
  }
  for (const entry of packages.values()) {
    const { dependencies = {}, peerDependencies = {}, optionalDependencies = {} } = entry.manifest;
    entry.dependencies = Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies }).filter((name) =>
      packages.has(name),
    );
  }
  return packages;
}

function forbiddenDependencies(packages) {
  const findings = [];
  for (const { folder, tag, name, dependencies } of packages.values()) {
    if (tag === undefined) {
      findings.push(`${folder}/package.json: nx.tags needs one of ${Object.keys(LAYERS).join(', ')}`);
      continue;
    }
    const allowed = LAYERS[tag];
    if (allowed.includes('*')) continue;
    for (const dependency of dependencies) {
      const theirs = packages.get(dependency).tag;
      if (!allowed.includes(theirs)) findings.push(`${folder}: ${name} (${tag}) may not depend on ${dependency} (${theirs})`);
    }
  }
  return findings;
}

function cycles(packages) {
  const findings = [];
  const done = new Set();
  const visit = (name, path) => {
    if (path.includes(name)) {
      findings.push(`cycle: ${[...path.slice(path.indexOf(name)), name].join(' -> ')}`);
      return;
    }
    if (done.has(name)) return;
    for (const dependency of packages.get(name).dependencies) visit(dependency, [...path, name]);
    done.add(name);
  };
  for (const name of packages.keys()) visit(name, []);
  return findings;
}

function undeclaredReferences(root, packages) {
  const byFolder = new Map([...packages.values()].map((entry) => [entry.folder, entry.name]));
  return [...packages.values()].flatMap(({ folder, dependencies }) => {
    const file = join(root, folder, 'tsconfig.lib.json');
    if (!existsSync(file)) return [];
    return (readJson(file).references ?? [])
      .map(({ path }) => relative(root, dirname(resolve(root, folder, path))))
      .filter((target) => !dependencies.includes(byFolder.get(target)))
      .map((target) => `${folder}/tsconfig.lib.json: reference to ${target}, which package.json does not depend on`);
  });
}

const SPECIFIER = /\b(?:from|import|require)\s*\(?\s*['"]([^'"]+)['"]/g;
const isSource = (file) => /\.(ts|mts|js|mjs)$/.test(file) && !/\.test\.(ts|mjs)$/.test(file);

/** Comments name packages too (examples in TSDoc), and are not imports. */
const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

function undeclaredImports(root, packages) {
  return [...packages.values()].flatMap(({ folder, name, dependencies }) => {
    const base = join(root, folder);
    if (!existsSync(join(base, 'src'))) return [];
    const files = readdirSync(join(base, 'src'), { recursive: true }).filter(isSource);
    return files.flatMap((file) => {
      const path = join(base, 'src', file);
      return [...withoutComments(readFileSync(path, 'utf8')).matchAll(SPECIFIER)].flatMap(([, specifier]) => {
        const where = `${folder}/src/${file}`;
        if (specifier.startsWith('.')) {
          const outside = relative(base, resolve(dirname(path), specifier)).startsWith('..');
          return outside ? [`${where}: '${specifier}' leaves the package; import the other package by its name`] : [];
        }
        const target = [...packages.keys()].find((other) => specifier === other || specifier.startsWith(`${other}/`));
        if (target === undefined || target === name || dependencies.includes(target)) return [];
        return [`${where}: imports ${target}, which package.json does not depend on`];
      });
    });
  });
}

/** All findings below `root`, one sentence each; empty when the fences hold. */
export function checkLayers(root) {
  const packages = readPackages(root);
  return [
    ...forbiddenDependencies(packages),
    ...cycles(packages),
    ...undeclaredReferences(root, packages),
    ...undeclaredImports(root, packages),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const findings = checkLayers(resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..')));
  for (const finding of findings) console.error(finding);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
