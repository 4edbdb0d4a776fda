import { describe, expect, it } from 'vitest';
import { countsOfTask, outputByTask } from './nx-tasks.mjs';

const OUTPUT = `
 NX   Running targets build, test for 2 projects

> nx run a:build

> tsc -b packages/a


> nx run a:test  [local cache]

> node tools/test-project.mjs unit packages/a

12 passed, 0 failed, 2 skipped

 NX   Successfully ran targets
`;

describe('outputByTask', () => {
  it('has the output of each task, also of one that comes from the cache', () => {
    const outputs = outputByTask(OUTPUT);
    expect([...outputs.keys()]).toEqual(['a:build', 'a:test']);
    expect(outputs.get('a:build')).toBe('> tsc -b packages/a');
    expect(outputs.get('a:test')).toContain('12 passed');
  });
});

describe('countsOfTask', () => {
  it('counts the tests of a task by its closing line, replayed or not', () => {
    expect(countsOfTask(true, outputByTask(OUTPUT).get('a:test'))).toEqual({ passed: 12, failed: 0, skipped: 2 });
  });

  it('counts a task without tests as one check', () => {
    expect(countsOfTask(true, '')).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(countsOfTask(false, 'error TS2322')).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts a failure when a task fails after all its tests passed', () => {
    expect(countsOfTask(false, '3 passed, 0 failed')).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });
});
