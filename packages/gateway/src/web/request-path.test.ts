import { describe, expect, it } from 'vitest';
import { originForm, pathOf } from './request-path.js';

describe('originForm', () => {
  it.each([
    ['/a?b=1', '/a?b=1'],
    ['http://host:80/a/b?c', '/a/b?c'],
    ['HTTPS://host', '/'],
    ['http://host?c', '/?c'],
    ['*', '*'],
  ])('of %s is %s', (target, form) => expect(originForm(target)).toBe(form));
});

describe('pathOf', () => {
  it.each([
    ['/', '/'],
    ['/a/?x=%41', '/a'],
    ['/%C3%B6', '/ö'],
    ['/%ff', '/%ff'],
  ])('of %s is %s', (url, path) => expect(pathOf(url)).toBe(path));
});
