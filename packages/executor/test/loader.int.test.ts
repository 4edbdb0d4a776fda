import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { Executor } from '../dist/index.js';
import { resolveUses, type Uses } from '../dist/loader/index.js';
import { createUserProject } from './user-project.js';

const EXECUTOR = (name: string) => `import { Executor } from '@zedflow/executor';\nexport class ${name} extends Executor {}\n`;

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

function project(files: Record<string, string>): string {
  const made = createUserProject(files);
  cleanups.push(() => made[Symbol.dispose]());
  return made.folder;
}

function resolveIn(folder: string, uses: unknown, more: Partial<Parameters<typeof resolveUses>[1]> = {}) {
  return resolveUses(uses as Uses, { baseFolder: folder, deployment: 'encoder', ...more });
}

describe('an imported class', () => {
  it('is loaded from the file that it names', async () => {
    const folder = project({ 'a.mjs': EXECUTOR('Mine') });
    class Mine extends Executor {
      static module = pathToFileURL(join(folder, 'a.mjs')).href;
    }

    expect(await resolveIn(folder, Mine)).toMatchObject({ module: Mine.module, className: 'Mine', label: 'Mine' });
  });

  it('must say itself where it is: the line of its base class does not count', async () => {
    class Parent extends Executor {
      static module = import.meta.url;
    }
    class Child extends Parent {}

    await expect(resolveIn('/', Child)).rejects.toMatchObject({
      code: 'config_invalid',
      message: /class Child.*static module = import\.meta\.url/,
    });
  });

  it('must be an Executor', async () => {
    await expect(resolveIn('/', class Other {})).rejects.toMatchObject({ code: 'config_invalid', message: /Other is no Executor/ });
  });
});

describe('a bare class name', () => {
  it('is looked up in py_modules, then in the modules of the Flow file, then in ./executor.ts', async () => {
    const folder = project({ 'a.ts': EXECUTOR('A'), 'b.mjs': EXECUTOR('B'), 'executor.ts': `${EXECUTOR('C')}export class A {}` });
    const more = { pyModules: ['a.ts'], flowModules: ['b.mjs', 'gone.ts'] };

    const found = await Promise.all(['A', 'B', 'C'].map((name) => resolveIn(folder, name, more)));

    expect(found.map(({ module }) => basename(module ?? ''))).toEqual(['0-a.mjs', '1-b.mjs', '1-executor.mjs']);
  });

  it('that is nowhere tells where it was looked for', async () => {
    const folder = project({ 'a.ts': EXECUTOR('Encoder') });

    await expect(resolveIn(folder, 'Encodr', { pyModules: ['a.ts'] })).rejects.toMatchObject({
      code: 'config_not_found',
      message: /uses of 'encoder': no module exports a class 'Encodr' .*a\.ts\); did you mean 'Encoder'\?.*py_modules/,
    });
  });
});

describe('packages', () => {
  const files = {
    'node_modules/pkg/package.json': '{"name":"pkg","version":"1.0.0","type":"module","exports":{".":"./main.js","./sub":"./sub.js"}}',
    'node_modules/pkg/main.js': EXECUTOR('Main'),
    'node_modules/pkg/sub.js': EXECUTOR('Sub'),
  };

  it('are found from the folder of the Flow, in both spellings and by subpath', async () => {
    const folder = project(files);
    const url = (name: string) => pathToFileURL(join(folder, 'node_modules/pkg', name)).href;

    expect(await resolveIn(folder, 'npm://pkg#Main')).toMatchObject({ module: url('main.js'), className: 'Main' });
    expect(await resolveIn(folder, 'pkg/sub#Sub')).toMatchObject({ module: url('sub.js'), className: 'Sub' });
  });

  it('that are missing are an error that says how to install them', async () => {
    await expect(resolveIn(project({}), '@scope/gone/sub#Main')).rejects.toMatchObject({
      code: 'config_not_found',
      message: /npm install @scope\/gone$/,
    });
  });
});

describe('configurations', () => {
  it('may be inline text, JSON or an object, with the class relative to the Flow file', async () => {
    const folder = project({ 'a.mjs': EXECUTOR('A') });
    const wanted = { module: pathToFileURL(join(folder, 'a.mjs')).href, className: 'A', with: { size: 1 } };

    expect(await resolveIn(folder, 'jtype: A\nwith: { size: 1 }\npy_modules: a.mjs')).toMatchObject(wanted);
    expect(await resolveIn(folder, '{"jtype": "./a.mjs#A", "with": {"size": 1}}')).toMatchObject(wanted);
    expect(await resolveIn(folder, { jtype: 'A', with: { size: 1 }, py_modules: ['a.mjs'] })).toMatchObject(wanted);
  });

  it('name their file, line and column when they are wrong', async () => {
    const folder = project({ 'e.yml': 'jtype: A\nwiht: {}' });

    await expect(resolveIn(folder, 'e.yml')).rejects.toMatchObject({
      code: 'config_invalid',
      message: /e\.yml:2:1: .*did you mean 'with'/,
    });
    await expect(resolveIn(folder, 'f.yml')).rejects.toMatchObject({ code: 'config_not_found', message: /there is no file .*f\.yml/ });
  });

  it('hold only JSON, because options travel to the worker', async () => {
    const resolved = resolveIn('/', undefined, { usesWith: { model: { load: () => {} } } });

    await expect(resolved).rejects.toMatchObject({ code: 'config_invalid', message: /'uses_with.model.load' is a function/ });
  });
});

describe('TypeScript', () => {
  it('may import by paths of tsconfig.json and workspace packages that export their sources', async () => {
    const folder = project({
      'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}',
      'src/lib.ts': 'export const value: number = 1;',
      'packages/shared/package.json': '{"name":"shared","type":"module","exports":"./index.ts"}',
      'packages/shared/index.ts': 'export const other: number = 2;',
      'a.ts': `import { value } from '@/lib'; import { other } from 'shared'; import path from 'node:path';
        ${EXECUTOR('A')} export const sum: number = value + other; export const sep = path.sep;`,
    });
    symlinkSync(join(folder, 'packages/shared'), join(folder, 'node_modules/shared'));

    const { module } = await resolveIn(folder, './a.ts#A');

    expect((await import(module as string)).sum).toBe(3);
  });

  it('may import local CommonJS, JSON and __dirname', async () => {
    const folder = project({
      'data.json': '{"value":1}',
      'native.cjs': "module.exports = { file: __filename, sep: require('node:path').sep };",
      'legacy.js': "const native = require('./native.cjs'); module.exports = { dir: __dirname, native };",
      'a.ts': `import data from './data.json'; import native from './native.cjs'; import legacy from './legacy.js';
        ${EXECUTOR('A')} export const all = { data, native, legacy };`,
    });

    const { module } = await resolveIn(folder, './a.ts#A');

    const native = { file: join(folder, 'native.cjs'), sep: '/' };
    expect((await import(module as string)).all).toEqual({ data: { value: 1 }, native, legacy: { dir: folder, native } });
  });

  it.each([
    ['a class that is not exported', 'export class Encoder {}', 'config_not_found', /does not export a class 'A'; there are: Encoder/],
    ['a syntax error', 'export class A {\n  x = ;\n}', 'config_invalid', /a\.ts:2:7: cannot compile/],
    ['a missing file', "import './gone.js';\nexport class A {}", 'config_not_found', /a\.ts:1:8: there is no file '\.\/gone\.js'/],
    ['a missing package', "import 'gone/x';", 'config_not_found', /a\.ts:1:8: cannot find package 'gone\/x'. Install it: npm install gone/],
  ])('with %s is refused before any worker starts', async (_what, text, code, message) => {
    const folder = project({ 'a.ts': text });

    await expect(resolveIn(folder, './a.ts#A')).rejects.toMatchObject({ code, message });
  });

  it('that does not exist names the nearest file', async () => {
    const folder = project({ 'segmenter.ts': '' });

    await expect(resolveIn(folder, './segmentor.ts#A')).rejects.toMatchObject({
      code: 'config_not_found',
      message: /there is no file .*segmentor\.ts; did you mean 'segmenter\.ts'/,
    });
  });
});

describe('bundles', () => {
  it('lie in one temp folder of the process, and folders of dead processes are swept', async () => {
    const folder = project({ 'a.ts': EXECUTOR('A') });
    const { module } = await resolveIn(folder, './a.ts#A');
    const mine = dirname(dirname(fileURLToPath(module as string)));
    const prefix = /^(.*-)\d+-\w+$/.exec(mine)?.[1] as string;
    const dead = `${prefix}${2 ** 22 + 1}-abcdef`;
    mkdirSync(dead);
    writeFileSync(join(dead, 'a.mjs'), '');

    const { sweepDeadFolders } = await import('../dist/loader/bundle-folder.js');
    sweepDeadFolders();

    expect(existsSync(dead)).toBe(false);
    expect(readdirSync(tmpdir()).map((name) => join(tmpdir(), name))).toContain(mine);
  });
});
