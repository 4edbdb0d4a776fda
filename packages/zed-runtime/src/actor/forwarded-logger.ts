import type { LogFields, Logger, LogLevel } from '@zedflow/runtime-api';
import type { ActorReport } from './actor-messages.js';

/** Sends one log line on. */
export type LogReport = (line: Extract<ActorReport, { type: 'log' }>) => void;

/** The logger of an actor: its lines are written by the process that started it, in one place and order. */
export function forwardedLogger(report: LogReport, bound: LogFields = {}): Logger {
  const write = (level: LogLevel) => (message: string, fields?: LogFields) => {
    const all = fields === undefined ? bound : { ...bound, ...fields };
    try {
      report({ type: 'log', level, message, fields: all });
    } catch {
      // A field that cannot be cloned (a function, a socket) must not fail the handler that logs it.
      report({ type: 'log', level, message, fields: Object.fromEntries(Object.entries(all).map(([key, value]) => [key, String(value)])) });
    }
  };
  return {
    trace: write('trace'),
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => forwardedLogger(report, { ...bound, ...fields }),
  };
}
