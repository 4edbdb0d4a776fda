import { describe, expect, it } from 'vitest';
import { forwardedLogger, type LogReport } from './forwarded-logger.js';

describe('forwardedLogger', () => {
  it('sends level, message and fields, with those of its parents', () => {
    const lines: Parameters<LogReport>[0][] = [];
    const logger = forwardedLogger((line) => lines.push(line));

    logger.child({ model: 'small' }).warn('loaded', { durationMs: 3 });

    expect(lines).toEqual([{ type: 'log', level: 'warn', message: 'loaded', fields: { model: 'small', durationMs: 3 } }]);
  });

  it('sends fields that cannot be cloned as text', () => {
    const lines: Parameters<LogReport>[0][] = [];
    const logger = forwardedLogger((line) => lines.push(structuredClone(line)));

    logger.info('ready', { what: () => 'a function' });

    expect(lines[0]?.fields['what']).toContain('a function');
  });
});
