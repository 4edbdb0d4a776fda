import { describe, expect, it } from 'vitest';
import { answeringEndpoint } from './description.js';

const endpoint = (name: string) => ({ name, write: false, stream: false, singleDocument: false });

describe('answeringEndpoint', () => {
  it('finds the endpoint itself before /default, in any order', () => {
    expect(answeringEndpoint([endpoint('/default'), endpoint('/index')], '/index')?.name).toBe('/index');
  });

  it('falls back to /default, and to nothing without one', () => {
    expect(answeringEndpoint([endpoint('/default'), endpoint('/index')], '/search')?.name).toBe('/default');
    expect(answeringEndpoint([endpoint('/index')], '/search')).toBeUndefined();
  });
});
