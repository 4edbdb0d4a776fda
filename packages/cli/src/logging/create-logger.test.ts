import { describe, expect, it } from 'vitest';
import { createLogger } from './create-logger.js';

function logger(json: boolean, level = 'info') {
  const lines: string[] = [];
  return { log: createLogger({ level, json, colors: false, write: (line) => lines.push(line) }), lines };
}

describe('the logger of the command', () => {
  it('puts the name of the object in front, and its fields behind', () => {
    const { log, lines } = logger(false);
    log.child({ name: 'encoder/rep-0' }).warn('replica exited early', { exitCode: 3 });
    log.info('hello');

    expect(lines).toEqual(['  encoder/rep-0 | warn replica exited early exitCode=3\n', '        zedflow | hello\n']);
  });

  it('writes one JSON object a line', () => {
    const { log, lines } = logger(true);
    log.child({ name: 'a' }).error('it broke', { err: new RangeError('why') });

    expect(JSON.parse(lines[0] as string)).toMatchObject({ level: 'error', name: 'a', msg: 'it broke', err: { message: 'why' } });
  });

  it('drops what is below its level', () => {
    const { log, lines } = logger(false, 'warn');
    log.info('hello');

    expect(lines).toEqual([]);
  });
});
