import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CallContext, type Document, Executor } from '@zedflow/executor';
import { expect, it } from 'vitest';
import { createTestExecutor } from './test-executor.js';

class Words extends Executor<{ separator: string }> {
  static requests = { '/split': 'split', '/each': 'each', '/count': 'count', '/fail': 'fail', '/wait': 'wait' };
  calls = 0;
  override init() {
    this.progress('warming up', 0.5);
    writeFileSync(join(this.workspace, 'index'), '');
  }
  split(docs: Document[]) {
    this.calls += 1;
    return docs.flatMap(({ text }) => (text ?? '').split(this.options.separator).map((word) => ({ text: word })));
  }
  *each(doc: Document) {
    for (const text of (doc.text ?? '').split(this.options.separator)) yield { text };
  }
  count(docs: Document[], ctx: CallContext) {
    return { count: docs.length, parameters: ctx.parameters };
  }
  fail() {
    throw new RangeError('too far');
  }
  wait(_docs: Document[], { signal }: CallContext) {
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
  }
}

const WITH = { separator: ' ' };

it('calls an endpoint and shows the state of the instance', async () => {
  await using words = await createTestExecutor(Words, { with: WITH });

  const { docs } = await words.post('/split', [{ text: 'a b' }]);

  expect(docs.map(({ text }) => text)).toEqual(['a', 'b']);
  expect(words.executor.calls).toBe(1);
  expect(words.progress).toContain('warming up 50 %');
});

it('gives results objects and passes parameters', async () => {
  await using words = await createTestExecutor(Words, { with: WITH });

  expect((await words.post('/count', [{}, {}], { parameters: { top: 3 } })).results).toEqual({ count: 2, parameters: { top: 3 } });
});

it('streams a generator, or gives all its items at once', async () => {
  await using words = await createTestExecutor(Words, { with: WITH, contentType: 'json' });

  const streamed = [];
  for await (const { text } of words.stream('/each', { text: 'a b' })) streamed.push(text);

  expect(streamed).toEqual(['a', 'b']);
  expect((await words.post('/each', { text: 'a b' })).docs).toEqual([{ text: 'a' }, { text: 'b' }]);
});

it('throws the very error of the handler', async () => {
  await using words = await createTestExecutor(Words, { with: WITH });

  const error = await words.post('/fail').catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(RangeError);
  expect((error as Error).stack).toContain('test-executor.test.ts');
});

it('fires the signal on time', async () => {
  await using words = await createTestExecutor(Words, { with: WITH });

  await expect(words.post('/wait', [], { timeoutMs: 5 })).rejects.toMatchObject({ code: 'deadline_exceeded' });
});

it('removes the temp workspace when it is closed', async () => {
  const words = await createTestExecutor(Words, { with: WITH });
  const { workspace } = words.executor;
  expect(existsSync(join(workspace, 'index'))).toBe(true);

  await words.close();

  expect(existsSync(workspace)).toBe(false);
});

it.each([
  [null, {}, 'takes a class that extends Executor, got null'],
  [class Plain {}, {}, 'takes a class that extends Executor, got class Plain'],
  [class Good extends Executor {}, { wiht: {} }, 'has no option wiht; it has with, '],
])('refuses wrong arguments (case %#)', async (executorClass, options, message) => {
  await expect(createTestExecutor(executorClass as never, options as object)).rejects.toThrow(message);
});
