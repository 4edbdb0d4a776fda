import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDemoOptions } from './demo-options.js';

describe('parseDemoOptions', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'zedflow-options-'));
    writeFileSync(join(folder, 'file.md'), '');
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('asks four questions when nothing is said', () => {
    expect(parseDemoOptions([]).questions).toHaveLength(4);
  });

  it('asks the questions of the command line instead', () => {
    expect(parseDemoOptions(['--query', 'a', '-q', 'b']).questions).toEqual(['a', 'b']);
  });

  it('asks nothing when it only serves', () => {
    expect(parseDemoOptions(['--serve'])).toMatchObject({ questions: [], isServing: true });
  });

  it('takes a folder', () => {
    expect(parseDemoOptions(['--path', folder]).folder).toBe(folder);
  });

  it.each([
    [['--nonsense'], /nonsense.*--help/],
    [['extra'], /extra.*--help/],
    [['--query'], /--query/],
    [['--query', ' '], /--query needs a text/],
    [['--path', '/not/there'], /--path must be a folder with Markdown files, but \/not\/there is not there/],
  ])('refuses %j with what to do', (args, message) => {
    expect(() => parseDemoOptions(args)).toThrow(message);
    expect(() => parseDemoOptions(args)).toThrow(expect.objectContaining({ name: 'UsageError' }));
  });

  it('refuses a file where a folder is asked for', () => {
    expect(() => parseDemoOptions(['--path', join(folder, 'file.md')])).toThrow(/is a file/);
  });
});
