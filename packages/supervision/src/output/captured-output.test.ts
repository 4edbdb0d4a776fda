import { type LogFields, type PeaEvent, SILENT_LOGGER } from '@zedflow/runtime-api';
import { describe, expect, it } from 'vitest';
import { PeaEvents } from '../pea-events.js';
import { CapturedOutput } from './captured-output.js';

function capture(quiet: boolean) {
  const logged: [string, LogFields | undefined][] = [];
  const logger = { ...SILENT_LOGGER, info: (message: string, fields?: LogFields) => void logged.push([message, fields]) };
  const events = new PeaEvents(logger);
  const seen: PeaEvent[] = [];
  events.on((event) => seen.push(event));
  return { output: new CapturedOutput(events, logger, quiet), seen, logged };
}

describe('CapturedOutput', () => {
  it('keeps the streams apart, and tells and logs each line', () => {
    const { output, seen, logged } = capture(false);

    output.push('stdout', Buffer.from('out '));
    output.push('stderr', Buffer.from('err\n'));
    output.push('stdout', Buffer.from('put\n'));

    expect(seen).toEqual([
      { type: 'output', stream: 'stderr', line: 'err' },
      { type: 'output', stream: 'stdout', line: 'out put' },
    ]);
    expect(logged).toEqual([
      ['err', { stream: 'stderr' }],
      ['out put', { stream: 'stdout' }],
    ]);
  });

  it('keeps the last lines for errors, also when it is quiet', () => {
    const { output, seen, logged } = capture(true);

    output.push('stdout', Buffer.from(Array.from({ length: 30 }, (_, index) => `line ${index}\n`).join('')));
    output.push('stderr', Buffer.from('unfinished'));
    output.end();

    expect(output.lastLines).toHaveLength(20);
    expect(output.lastLines.at(0)).toBe('line 11');
    expect(output.lastLines.at(-1)).toBe('unfinished');
    expect(seen).toEqual([]);
    expect(logged).toEqual([]);
  });
});
