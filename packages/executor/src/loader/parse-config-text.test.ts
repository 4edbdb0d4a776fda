import { expect, it } from 'vitest';
import { parseConfigText } from './parse-config-text.js';

it('reads everything that an Executor YAML can say', async () => {
  const config = await parseConfigText(
    `
jtype: Segmenter
with: { size: 3, nested: { list: [1, two, null] } }
metas:
  name: seg
  py_modules: first.ts
py_modules: [second.ts]
requests:
  /index: segment
`,
    'seg.yml',
  );

  expect(config).toEqual({
    jtype: 'Segmenter',
    with: { size: 3, nested: { list: [1, 'two', null] } },
    metas: { name: 'seg' },
    requests: { '/index': 'segment' },
    pyModules: ['first.ts', 'second.ts'],
  });
});

it.each([
  ['jtype: A\nwth: {}', 'config_invalid', /seg.yml:2:1: an Executor has no option 'wth'; did you mean 'with'/],
  ['jtype: A\nwith: [1', 'config_invalid', /seg.yml:2:\d+: /],
  ['a: 1\na: 2', 'config_invalid', /seg.yml:2:1: duplicated/],
  ['!Segmenter\nwith: {}', 'config_invalid', /seg.yml:1:1: .*write 'jtype: Segmenter'/],
  ['with: {}', 'config_invalid', /'jtype' must name the Executor's class, got undefined/],
  ['jtype: Flow', 'config_invalid', /configuration of a Flow/],
  ['- 1', 'config_invalid', /must be a mapping, got an array/],
  ['jtype: A\n\nwith: 3', 'config_invalid', /seg.yml:3:1: 'with' must be a mapping, got the number 3/],
  ['jtype: A\nwith: { a: { b: .inf } }', 'config_invalid', /'with.a.b' is the number Infinity/],
  ['jtype: A\nwith: { __proto__: { b: 1 } }', 'config_invalid', /__proto__/],
  ['jtype: A\nwith: &x { a: *x }', 'config_invalid', /circular|alias/],
  ['jtype: A\nrequests: { /a: 3 }', 'config_invalid', /endpoint '\/a' the name of a method/],
  ['jtype: A\npy_modules: [3]', 'config_invalid', /'py_modules' must be paths/],
  ['jtype: A\nmetas: { workspace: x }', 'config_unsupported', /seg.yml:2:1: 'metas.workspace' .*set 'workspace'/],
  ['jtype: A\ndynamic_batching: {}', 'config_unsupported', /'dynamic_batching' does not work in this version/],
])('refuses %j with file, line and reason', async (text, code, message) => {
  await expect(parseConfigText(text, 'seg.yml')).rejects.toMatchObject({ code, message });
});
