import { createHash } from 'node:crypto';
import { type Dirent, readdirSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';

/** One text to index. */
export interface InputFile {
  /** Path from the input folder, with `/`. */
  readonly path: string;
  /** What answers name: the npm package, or the file's path. */
  readonly title: string;
  /** The text's beginning. */
  readonly text: string;
  /** Changes when the text does. */
  readonly hash: string;
}

// The opening of a README says what the package is for; what follows is reference.
const MAX_BYTES = 12_000;
const MAX_FILES = 20_000;

/** README files of every package below a `node_modules` folder. A text that several versions of a package share is read once. */
export async function readPackageReadmes(nodeModules: string): Promise<InputFile[]> {
  const files: InputFile[] = [];
  const seen = new Set<string>();
  for (const path of findFiles(nodeModules, (entry) => /^readme(\.md|\.markdown)?$/i.test(entry.name))) {
    const packageName = await readPackageName(join(nodeModules, dirname(path)));
    if (packageName === undefined) continue;
    const file = await readInput(nodeModules, path, packageName);
    const key = `${packageName}\n${file.hash}`;
    if (!seen.has(key)) files.push(file);
    seen.add(key);
  }
  return files;
}

/** All Markdown files below `folder`; `node_modules`, `.git` and other dot folders are left out. */
export async function readMarkdownFiles(folder: string): Promise<InputFile[]> {
  const isWanted = (entry: Dirent) => /\.(md|markdown)$/i.test(entry.name);
  const paths = findFiles(folder, isWanted, (name) => name !== 'node_modules' && !name.startsWith('.'));
  return Promise.all(paths.map((path) => readInput(folder, path, path)));
}

/** Paths from `root`, sorted, so that a run's order does not depend on the file system. Links are not followed: no cycles, no twins. */
function findFiles(root: string, isWanted: (entry: Dirent) => boolean, isEntered: (name: string) => boolean = () => true): string[] {
  const found: string[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && isEntered(entry.name)) folders.push(path);
      else if (entry.isFile() && isWanted(entry)) found.push(relative(root, path).split(sep).join('/'));
      if (found.length > MAX_FILES) throw new Error(`more than ${MAX_FILES} files below ${root}: choose a smaller folder`);
    }
  }
  return found.sort();
}

/** The name of the package whose own folder `folder` is; undefined for a folder within a package. */
async function readPackageName(folder: string): Promise<string | undefined> {
  try {
    const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { name?: unknown; version?: unknown };
    // Folders within a package may carry a package.json without a version, to say whether their files are modules.
    return typeof name === 'string' && version !== undefined && name.endsWith(basename(folder)) ? name : undefined;
  } catch {
    return undefined;
  }
}

async function readInput(root: string, path: string, title: string): Promise<InputFile> {
  const file = await open(join(root, path));
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_BYTES), 0, MAX_BYTES, 0);
    const bytes = buffer.subarray(0, bytesRead);
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    // A character that the limit cut in two is left out.
    return { path, title, hash, text: new TextDecoder('utf-8', { ignoreBOM: false }).decode(bytes, { stream: true }) };
  } finally {
    await file.close();
  }
}
