import { expect, it } from 'vitest';
import { declaredBindings } from './declared-bindings.js';
import { requests } from './requests.js';

/** What a compiler does with `@decorator name() {}` in a class. */
function decorate(decorator: unknown, name = 'segment', context: Partial<ClassMethodDecoratorContext> = {}) {
  class Sample {}
  const metadata = {};
  Object.defineProperty(Sample, (Symbol as unknown as { metadata: symbol }).metadata, { value: metadata });
  const full = { kind: 'method', name, static: false, private: false, metadata, ...context };
  (decorator as (value: unknown, context: unknown) => void)(() => {}, full);
  return declaredBindings(Sample);
}

it.each([
  ['@requests', requests, ['/default'], {}],
  ['@requests()', requests(), ['/default'], {}],
  ["@requests('/x')", requests('/x'), ['/x'], {}],
  ["@requests('/x', {...})", requests('/x', { write: true }), ['/x'], { write: true }],
  ["@requests(['/x', '/y'])", requests(['/x', '/y']), ['/x', '/y'], {}],
  ["@requests({ on: '/x' })", requests({ on: '/x' }), ['/x'], {}],
  ["@requests({ on: ['/x', '/y'], ... })", requests({ on: ['/x', '/y'], write: true }), ['/x', '/y'], { write: true }],
  ['@requests({ ... }) without a path', requests({ single: true }), ['/default'], { single: true }],
])('binds by %s', (_form, decorator, on, options) => {
  expect(decorate(decorator)).toEqual([{ method: 'segment', on, options }]);
});

it('says what to change when the file was compiled with legacy decorators', () => {
  const legacy = requests('/x') as unknown as (target: object, name: string) => void;

  expect(() => legacy({}, 'segment')).toThrow(/experimentalDecorators/);
});

it.each([
  [{ kind: 'field' as 'method' }, /only a method/],
  [{ static: true }, /static nor private/],
  [{ private: true }, /static nor private/],
  [{ metadata: undefined as unknown as DecoratorMetadataObject }, /TypeScript 5.2/],
])('refuses a decorator context like %o', (context, message) => {
  expect(() => decorate(requests('/x'), 'segment', context)).toThrow(message);
});
