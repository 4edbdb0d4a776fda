import { expect, it } from 'vitest';
import { parseUses } from './uses-form.js';

it.each([
  ['./file.ts#Class', { kind: 'file', path: './file.ts', className: 'Class' }],
  ['lib/file.mjs#Class', { kind: 'file', path: 'lib/file.mjs', className: 'Class' }],
  ['/abs/file.js#Class', { kind: 'file', path: '/abs/file.js', className: 'Class' }],
  ['package#Class', { kind: 'package', specifier: 'package', className: 'Class' }],
  ['@scope/package/sub#Class', { kind: 'package', specifier: '@scope/package/sub', className: 'Class' }],
  ['npm://package#Class', { kind: 'package', specifier: 'package', className: 'Class' }],
  ['Segmenter', { kind: 'class', className: 'Segmenter' }],
  ['BaseExecutor', { kind: 'builtin', className: 'BaseExecutor' }],
  ['_pass', { kind: 'builtin', className: '_pass' }],
  ['_merge', { kind: 'builtin', className: '_merge' }],
  ['exec/indexer.yml', { kind: 'config-file', path: 'exec/indexer.yml' }],
  ['jtype: Foo', { kind: 'config-text', text: 'jtype: Foo' }],
  ['{"jtype": "Foo"}', { kind: 'config-text', text: '{"jtype": "Foo"}' }],
])('reads %s', (uses, form) => {
  expect(parseUses(uses, 'uses')).toEqual(form);
});

it.each([
  ['docker://image', 'config_unsupported', /file.ts#Class.*npm:/],
  ['jinahub://Name', 'config_unsupported', /npm:\/\/package#Class/],
  ['jinahub+docker://Name', 'config_unsupported', /npm:\/\/package#Class/],
  ['https://host/executor.yml', 'config_unsupported', /save the file/],
  ['executor.py', 'config_unsupported', /Python/],
  ['./executor.py#Class', 'config_unsupported', /Python/],
  ['./file.ts', 'config_invalid', /'\.\/file\.ts#ClassName'/],
  ['npm://package', 'config_invalid', /'npm:\/\/package#ClassName'/],
  ['two words', 'config_invalid', /none of the forms/],
  ['./file.ts#not a class', 'config_invalid', /none of the forms/],
  ['', 'config_invalid', /none of the forms/],
])('refuses %s and says what to write', (uses, code, message) => {
  expect(() => parseUses(uses, "uses of 'encoder'")).toThrow(expect.objectContaining({ code }));
  expect(() => parseUses(uses, "uses of 'encoder'")).toThrow(message);
  expect(() => parseUses(uses, "uses of 'encoder'")).toThrow(/uses of 'encoder'/);
});
