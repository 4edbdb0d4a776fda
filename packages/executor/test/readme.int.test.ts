import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { resolveUses } from '../dist/loader/index.js';
import { HostedWorker } from './hosted-worker.js';
import { createUserProject } from './user-project.js';

it('the example of the README runs', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const example = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? '';
  using project = createUserProject({ 'segmenter.ts': example });
  const source = await resolveUses('./segmenter.ts#Segmenter', { baseFolder: project.folder, usesWith: { size: 2 } });

  await using worker = await HostedWorker.start(source);

  expect((await worker.ask('call', '/index', [{ text: 'abc' }])).docs.map(({ text }) => text)).toEqual(['ab', 'c']);
  expect((await worker.ask('open', '/chat', [{ text: 'a b' }])).docs.map(({ text }) => text)).toEqual(['a', 'b']);
});
