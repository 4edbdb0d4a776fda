import { expect, it } from 'vitest';
import { declareBinding } from './declared-bindings.js';
import type { RequestsTable } from './endpoint-options.js';
import { collectEndpoints } from './endpoint-table.js';
import { Executor, type ExecutorClass } from './executor.js';

class Base extends Executor {
  static requests: RequestsTable = { '/index': 'index', '/search': { method: 'search', write: true }, '/default': 'rest' };
  index() {}
  search() {}
  rest() {}
}

function bindings(executorClass: ExecutorClass, yaml: Record<string, string> = {}) {
  return Object.fromEntries([...collectEndpoints(executorClass, yaml).values()].map(({ endpoint, method }) => [endpoint, method]));
}

it('takes the endpoints of base classes and lets a subclass bind one anew', () => {
  class Derived extends Base {
    static override requests: RequestsTable = { '/index': 'store', '/more': 'rest' };
    store() {}
  }

  expect(bindings(Derived)).toEqual({ '/index': 'store', '/search': 'search', '/default': 'rest', '/more': 'rest' });
});

it('joins what decorators and the static table say', () => {
  class Both extends Executor {
    static requests: RequestsTable = { '/a': 'a' };
    a() {}
    b() {}
  }
  const metadata = {};
  Object.defineProperty(Both, (Symbol as unknown as { metadata: symbol }).metadata, { value: metadata });
  const context = { kind: 'method', name: 'b', static: false, private: false, metadata } as unknown as ClassMethodDecoratorContext;
  declareBinding(context, ['/b'], {});

  expect(bindings(Both)).toEqual({ '/a': 'a', '/b': 'b' });
});

it('lets the YAML win and keeps the options of the method', () => {
  const table = collectEndpoints(Base, { '/index': 'search', '/new': 'search' });

  expect(table.get('/index')).toEqual({ endpoint: '/index', method: 'search', options: { write: true } });
  expect(table.get('/new')?.options).toEqual({ write: true });
});

it.each<[string, Record<string, unknown>, RegExp]>([
  ['an unknown method', { '/index': 'indx' }, /Executor Broken: endpoint '\/index' of method 'indx'.*did you mean 'index'/],
  ['a path without a slash', { index: 'index' }, /Executor Broken: endpoint 'index' of method 'index' is not a path/],
  ['an unknown option', { '/index': { method: 'index', wriet: true } }, /unknown option 'wriet'/],
  ['an option of a wrong type', { '/index': { method: 'index', write: 'yes' } }, /'write' yes; it must be true or false/],
  ['a schema that is none', { '/index': { method: 'index', input: {} } }, /'input' that is no Standard Schema/],
  ['an entry that is no binding', { '/index': 3 }, /must be a method's name/],
])('refuses %s, naming class, endpoint and method', (_what, requests, message) => {
  class Broken extends Executor {
    static requests = requests as RequestsTable;
    index() {}
  }

  expect(() => collectEndpoints(Broken, {})).toThrow(message);
  expect(() => collectEndpoints(Broken, {})).toThrow(expect.objectContaining({ code: 'config_invalid' }));
});

it('refuses two methods for one endpoint in one class', () => {
  class Twice extends Executor {
    static requests: RequestsTable = { '/a': 'first' };
    first() {}
    second() {}
  }
  const metadata = {};
  Object.defineProperty(Twice, (Symbol as unknown as { metadata: symbol }).metadata, { value: metadata });
  const context = { kind: 'method', name: 'second', static: false, private: false, metadata } as unknown as ClassMethodDecoratorContext;
  declareBinding(context, ['/a'], {});

  expect(() => collectEndpoints(Twice, {})).toThrow(/endpoint '\/a' of method 'first' is already bound to Twice.second/);
});
