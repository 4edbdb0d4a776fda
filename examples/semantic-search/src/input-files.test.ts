import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMarkdownFiles, readPackageReadmes } from './input-files.js';

describe('input files', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'zedflow-input-'));
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  function writePackage(path: string, name: string, readme: string): void {
    write(`${path}/package.json`, JSON.stringify({ name, version: '1.0.0' }));
    write(`${path}/README.md`, readme);
  }

  it('reads the README of each package, scoped and nested ones too', async () => {
    writePackage('a', 'a', 'text of a');
    writePackage('@s/b', '@s/b', 'text of b');
    writePackage('a/node_modules/c', 'c', 'text of c');

    const files = await readPackageReadmes(root);

    expect(files.map(({ path, title, text }) => [path, title, text])).toEqual([
      ['@s/b/README.md', '@s/b', 'text of b'],
      ['a/README.md', 'a', 'text of a'],
      ['a/node_modules/c/README.md', 'c', 'text of c'],
    ]);
  });

  it('reads a text once that two versions of a package share', async () => {
    writePackage('a', 'a', 'same');
    writePackage('b/node_modules/a', 'a', 'same');

    expect(await readPackageReadmes(root)).toHaveLength(1);
  });

  it('leaves out READMEs of folders that are no package, and links', async () => {
    write('a/docs/README.md', 'inner');
    writePackage('b', 'b', 'text');
    symlinkSync(join(root, 'b'), join(root, 'linked'));

    expect((await readPackageReadmes(root)).map(({ title }) => title)).toEqual(['b']);
  });

  it('reads Markdown files below a folder, but no dot folders and no packages', async () => {
    write('one.md', '1');
    write('deep/two.MD', '2');
    write('deep/three.txt', '3');
    write('.git/four.md', '4');
    write('node_modules/five.md', '5');

    expect((await readMarkdownFiles(root)).map(({ path }) => path)).toEqual(['deep/two.MD', 'one.md']);
  });

  it('has another hash when the text has changed', async () => {
    write('one.md', 'before');
    const [before] = await readMarkdownFiles(root);
    write('one.md', 'after');
    const [after] = await readMarkdownFiles(root);

    expect(after?.hash).not.toBe(before?.hash);
  });

  it('reads no more than the beginning, and leaves out a character that the limit cuts', async () => {
    write('one.md', `x${'é'.repeat(10_000)}`);

    const [file] = await readMarkdownFiles(root);

    expect(file?.text).toMatch(/^xé+$/);
    expect(file?.text.length).toBeLessThan(7_000);
  });
});
