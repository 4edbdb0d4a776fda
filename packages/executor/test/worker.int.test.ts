import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { resolveUses } from '../dist/loader/index.js';
import { HostedWorker } from './hosted-worker.js';
import { createUserProject } from './user-project.js';

const SEGMENTER = `
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CallContext, type Document, Executor, requests } from '@zedflow/executor';
import { splitText, url } from './lib/split-text.js';

const require = createRequire(import.meta.url);
const __dirname = dirname(fileURLToPath(import.meta.url));

export class Segmenter extends Executor<{ size: number }> {
  static module = import.meta.url;

  override async init() {
    this.progress('loading', 0.4);
  }

  @requests('/index', { write: true })
  segment(docs: Document[]): Document[] {
    return docs.flatMap((doc) => splitText(doc.text ?? '', this.options.size).map((text) => ({ text })));
  }

  @requests('/where')
  where() {
    return { url: import.meta.url, folder: __dirname, dirname: import.meta.dirname, lib: url, join: typeof require('node:path').join };
  }

  @requests('/chat')
  async *chat(doc: Document, ctx: CallContext) {
    for (const word of splitText(doc.text ?? '', this.options.size)) {
      ctx.signal.throwIfAborted();
      yield { text: word };
    }
  }

  @requests({ on: ['/fail', '/break'] })
  fail(): never {
    throw new RangeError('too far');
  }

  override close() {
    writeFileSync(this.workspace + '/closed', 'yes');
  }
}
`;

const SPLIT_TEXT = `
export function splitText(text: string, size: number): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += size) parts.push(text.slice(at, at + size));
  return parts;
}
export const url = import.meta.url;
`;

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

function project(files: Record<string, string>): string {
  const made = createUserProject(files);
  cleanups.push(() => made[Symbol.dispose]());
  return made.folder;
}

async function startWorker(...args: Parameters<typeof HostedWorker.start>): Promise<HostedWorker> {
  const worker = await HostedWorker.start(...args);
  cleanups.unshift(() => worker[Symbol.asyncDispose]());
  return worker;
}

describe('a TypeScript Executor with decorators, in a worker thread', () => {
  async function startSegmenter() {
    const folder = project({ 'segmenter.ts': SEGMENTER, 'lib/split-text.ts': SPLIT_TEXT });
    const source = await resolveUses('./segmenter.ts#Segmenter', { baseFolder: folder, usesWith: { size: 3 } });
    return { folder, worker: await startWorker(source, join(folder, 'workspace', '0')) };
  }

  it('starts, tells what it does, and describes its endpoints', async () => {
    const { worker } = await startSegmenter();

    expect(worker.ready.progress).toEqual(['importing', 'init', 'loading 40 %']);
    expect(worker.ready.description.executor).toBe('Segmenter');
    expect(worker.ready.description.endpoints.map(({ name, stream }) => [name, stream])).toEqual([
      ['/index', false],
      ['/where', false],
      ['/chat', true],
      ['/fail', false],
      ['/break', false],
    ]);
  });

  it('answers calls and streams', async () => {
    const { worker } = await startSegmenter();

    expect((await worker.ask('call', '/index', [{ text: 'abcde' }])).docs.map(({ text }) => text)).toEqual(['abc', 'de']);
    const streamed = await worker.ask('open', '/chat', [{ text: 'abcde' }]);
    expect(streamed.answers.map(({ envelope }) => envelope.kind)).toEqual(['item', 'item', 'end']);
    expect((await worker.ask('call', '/chat', [{ text: 'abcde' }])).docs.map(({ text }) => text)).toEqual(['abc', 'de']);
  });

  it('sees the places of its source files, not of the bundle', async () => {
    const { folder, worker } = await startSegmenter();

    const { answers } = await worker.ask('call', '/where');

    expect(answers[0]?.envelope.parameters?.['__results__']).toEqual({
      'test/rep-0': {
        url: pathToFileURL(join(folder, 'segmenter.ts')).href,
        folder,
        dirname: folder,
        lib: pathToFileURL(join(folder, 'lib/split-text.ts')).href,
        join: 'function',
      },
    });
  });

  it('shows lines of the TypeScript file in stack traces', async () => {
    const { folder, worker } = await startSegmenter();

    const { logged } = await worker.ask('call', '/fail');

    const line = SEGMENTER.split('\n').findIndex((text) => text.includes('RangeError')) + 1;
    expect(logged[0]).toContain(`${join(folder, 'segmenter.ts')}:${line}:11`);
  });

  it('runs close before the thread ends', async () => {
    const { folder, worker } = await startSegmenter();

    await worker.close();

    expect(readFileSync(join(folder, 'workspace', '0', 'closed'), 'utf8')).toBe('yes');
  });
});

describe('other ways to write an Executor', () => {
  it('runs plain JavaScript with a static table, as it is', async () => {
    const folder = project({
      'counter.mjs': `
        import { Executor } from '@zedflow/executor';
        export class Counter extends Executor {
          static requests = { '/count': 'count' };
          count(docs) { return { n: docs.length }; }
        }`,
    });
    const source = await resolveUses('counter.mjs#Counter', { baseFolder: folder });

    const worker = await startWorker(source);

    expect(source.module).toBe(pathToFileURL(join(folder, 'counter.mjs')).href);
    const { answers } = await worker.ask('call', '/count', [{}, {}]);
    expect(answers[0]?.envelope.parameters).toEqual({ __results__: { 'test/rep-0': { n: 2 } } });
  });

  it('runs CommonJS', async () => {
    const folder = project({
      'counter.cjs': `
        const { Executor } = require('@zedflow/executor');
        class Counter extends Executor { count(docs) { return { n: docs.length }; } }
        Counter.requests = { '/count': 'count' };
        module.exports = { Counter };`,
    });

    const worker = await startWorker(await resolveUses('./counter.cjs#Counter', { baseFolder: folder }));

    expect((await worker.ask('call', '/count')).answers[0]?.envelope.parameters).toEqual({ __results__: { 'test/rep-0': { n: 0 } } });
  });

  it('imports py_modules before, in order, and shares what they and the class import', async () => {
    const folder = project({
      'log.ts': 'export const order: string[] = [];',
      'first.ts': "import { order } from './log.js'; order.push('first');",
      'second.ts': "import { order } from './log.js'; order.push('second');",
      'order.ts': `
        import { Executor, requests } from '@zedflow/executor';
        import { order } from './log.js';
        export class Order extends Executor { @requests('/order') order() { return { order }; } }`,
    });

    const worker = await startWorker(await resolveUses('Order', { baseFolder: folder, pyModules: ['first.ts', 'second.ts', 'order.ts'] }));

    const { answers } = await worker.ask('call', '/order');
    expect(answers[0]?.envelope.parameters).toEqual({ __results__: { 'test/rep-0': { order: ['first', 'second'] } } });
  });

  it('hands everything on for BaseExecutor', async () => {
    const worker = await startWorker(await resolveUses(undefined, { baseFolder: '/' }));

    expect((await worker.ask('call', '/any', [{ id: 'a', text: 'x' }])).docs).toEqual([{ id: 'a', text: 'x' }]);
  });

  it('applies with, metas and requests of an Executor YAML and what overrides them', async () => {
    const folder = project({
      'exec/echo.yml':
        'jtype: Echo\nwith: { a: 1, b: 1 }\nmetas: { name: echo }\npy_modules: [../echo.ts]\nrequests: { /x: tell, /y: nothing }\n',
      'echo.ts': `
        import { Executor } from '@zedflow/executor';
        export class Echo extends Executor {
          tell() { return { options: this.options, metas: this.metas }; }
          nothing() {}
        }`,
    });

    const source = await resolveUses('exec/echo.yml', {
      baseFolder: folder,
      usesWith: { b: 2 },
      usesMetas: { extra: true },
      usesRequests: { '/y': 'tell' },
    });
    const worker = await startWorker(source);

    const { answers } = await worker.ask('call', '/y');
    expect(answers[0]?.envelope.parameters).toEqual({
      __results__: { 'test/rep-0': { options: { a: 1, b: 2 }, metas: { name: 'echo', extra: true } } },
    });
  });
});

describe('what goes wrong in the worker', () => {
  it.each([
    ['throws while it is loaded', "throw new Error('no licence');", 'executor_init_failed', /threw while it was loaded: Error: no licence/],
    [
      'throws in init',
      "import { Executor } from '@zedflow/executor'; export class Bad extends Executor { init() { throw new Error('no model'); } }",
      'executor_init_failed',
      /init\(\): Error: no model/,
    ],
    ['does not export the class', 'export class Bat {}', 'config_not_found', /does not export 'Bad'; did you mean 'Bat'/],
    ['is no Executor', 'export class Bad {}', 'config_invalid', /'Bad' of .* is no Executor/],
    ['imports a missing package', "import 'not-there'; export class Bad {}", 'config_not_found', /not installed.*not-there/],
    ['has decorators in JavaScript', 'export class Bad { @requests x() {} }', 'executor_init_failed', /static requests = /],
  ])('tells of a module that %s', async (_what, text, code, message) => {
    const folder = project({ 'bad.mjs': text });

    const worker = await startWorker(await resolveUses('./bad.mjs#Bad', { baseFolder: folder }));

    expect(worker.ready.failure).toMatchObject({ code, message });
  });

  it.each([
    ['at once', "assertNoExecutorLoads('Flow.start()');"],
    ['after an await', "await null; assertNoExecutorLoads('Flow.start()');"],
  ])('refuses a Flow that a module starts %s', async (_when, start) => {
    const folder = project({
      'flow.mjs': `
        import { Executor } from '@zedflow/executor';
        import { assertNoExecutorLoads } from '@zedflow/executor/internal';
        export class Loop extends Executor {}
        ${start}`,
    });

    const worker = await startWorker(await resolveUses('./flow.mjs#Loop', { baseFolder: folder }));

    expect(worker.ready.failure).toMatchObject({ code: 'executor_init_failed', message: /Flow.start\(\) was called in the thread/ });
  });

  it('refuses a Flow that a module starts when it is loaded long since', async () => {
    const folder = project({
      'flow.mjs': `
        import { Executor } from '@zedflow/executor';
        import { assertNoExecutorLoads } from '@zedflow/executor/internal';
        let outcome = 'waits';
        export class Loop extends Executor {
          static requests = { '/outcome': 'outcome' };
          outcome() { return { outcome }; }
        }
        setTimeout(() => { try { assertNoExecutorLoads('Flow.start()'); outcome = 'started'; } catch (error) { outcome = error.code; } }, 1);`,
    });

    const worker = await startWorker(await resolveUses('./flow.mjs#Loop', { baseFolder: folder }));

    await expect
      .poll(async () => (await worker.ask('call', '/outcome')).answers[0]?.envelope.parameters)
      .toEqual({ __results__: { 'test/rep-0': { outcome: 'flow_invalid' } } });
  });
});
