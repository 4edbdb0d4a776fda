import type { BuildOptions, BuildResult } from 'esbuild';
import { SELF_REFERENCES, userFilesPlugin } from './bundle-plugin.js';

let running = 0;

/** Runs one build with the settings that all builds of user code share. The esbuild child process ends with the last build. */
export async function runBuild(options: BuildOptions): Promise<BuildResult<{ metafile: true }>> {
  // Loaded on demand: a parent whose Executors are all JavaScript never pays for it.
  const esbuild = await import('esbuild');
  running += 1;
  try {
    return await esbuild.build({
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      // Class and function names show in errors and discovery, so a clash between two files must not change them.
      keepNames: true,
      logLevel: 'silent',
      define: SELF_REFERENCES,
      plugins: [userFilesPlugin()],
      ...options,
      metafile: true,
    });
  } finally {
    running -= 1;
    if (running === 0) await esbuild.stop();
  }
}
