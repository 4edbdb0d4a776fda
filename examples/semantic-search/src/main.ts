/** The program behind `npm run demo`: a Flow from flow.yml indexes Markdown files and answers questions by meaning. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Flow } from 'zedflow';
import { formatAnswers } from './answers.js';
import { type DemoOptions, HELP, parseDemoOptions } from './demo-options.js';
import { type InputFile, readMarkdownFiles, readPackageReadmes } from './input-files.js';
import { formatCalls } from './ready-calls.js';
import { updateIndex } from './update-index.js';

const EXAMPLE = join(dirname(fileURLToPath(import.meta.url)), '..');
const NODE_MODULES = join(EXAMPLE, '../../node_modules');

async function main(args: readonly string[], signal: AbortSignal): Promise<void> {
  const options = parseDemoOptions(args);
  if (options.isHelp) {
    console.log(HELP);
    return;
  }
  const files = await readInput(options);
  await using flow = await Flow.fromYaml(join(EXAMPLE, 'flow.yml'), { context: { workspace: workspaceOf(options) } });
  console.log('Starting the Flow of flow.yml');
  await flow.start({ signal });
  await showIndexing(flow, files, signal);
  for (const text of options.questions) {
    const [answer] = await flow.post('/search', [{ text }], { signal });
    console.log(`\n${formatAnswers({ text, ...answer }, process.stdout.isTTY === true)}`);
  }
  if (options.isServing) {
    console.log(formatCalls(flow.addresses));
    await once(signal, 'abort');
  }
}

async function readInput({ folder }: DemoOptions): Promise<InputFile[]> {
  const files = folder === undefined ? await readPackageReadmes(NODE_MODULES) : await readMarkdownFiles(folder);
  if (files.length === 0) throw new Error(`${folder ?? NODE_MODULES} holds no Markdown files: give a folder that does with --path DIR`);
  return files;
}

/** Each input folder has an index of its own, so that looking at another one does not empty the first. */
function workspaceOf({ folder }: DemoOptions): string {
  const name = folder === undefined ? 'packages' : `folder-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
  return join(EXAMPLE, '.zedflow', name);
}

async function showIndexing(flow: Flow, files: readonly InputFile[], signal: AbortSignal): Promise<void> {
  const startMs = performance.now();
  console.log(`Indexing ${files.length} files by meaning`);
  const { changedFiles, removedFiles, passages } = await updateIndex(flow, files, signal);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  const removed = removedFiles > 0 ? `, ${removedFiles} gone` : '';
  console.log(
    passages === undefined
      ? '  the index is up to date'
      : `  ${changedFiles} files new or changed${removed}; the index holds ${passages} passages (${seconds} s)`,
  );
}

const controller = new AbortController();
let endedBy: NodeJS.Signals | undefined;
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    // The second one is for those who do not want to wait; the children see that this process is gone.
    if (endedBy !== undefined) process.exit(exitCodeOf(name));
    endedBy = name;
    controller.abort();
  });
}

try {
  await main(process.argv.slice(2), controller.signal);
} catch (error) {
  if (endedBy === undefined) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof Error && error.name === 'UsageError' ? 2 : 1;
  } else {
    // Ended before the work was done: the code that shells give to a program that this signal ended.
    process.exitCode = exitCodeOf(endedBy);
  }
}

function exitCodeOf(signal: NodeJS.Signals): number {
  return signal === 'SIGINT' ? 130 : 143;
}
