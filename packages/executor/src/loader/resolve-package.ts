import { moduleResolve } from 'import-meta-resolve';

// What Node.js itself applies to `import`; module-sync since it can also require() ES modules.
const CONDITIONS = new Set(['node', 'import', 'node-addons', ...(process.features.require_module ? ['module-sync'] : [])]);

/** The URL that `import specifier` means in the module `parentUrl`, by Node's own algorithm. Throws Node's own errors. */
export function resolvePackage(specifier: string, parentUrl: string): string {
  return moduleResolve(specifier, new URL(parentUrl), CONDITIONS, false).href;
}
