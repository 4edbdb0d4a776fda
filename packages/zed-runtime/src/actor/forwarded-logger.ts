import { createLogger, type Logger } from '@zedflow/runtime-api';
import type { ActorReport } from './actor-messages.js';

/** Sends one log line on. */
export type LogReport = (line: Extract<ActorReport, { type: 'log' }>) => void;

/** The logger of an actor: its lines are written by the process that started it, in one place and order. */
export function forwardedLogger(report: LogReport): Logger {
  return createLogger((level, message, fields) => {
    try {
      report({ type: 'log', level, message, fields });
    } catch {
      // A field that cannot be cloned (a function, a socket) must not fail the handler that logs it.
      const texts = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, String(value)]));
      report({ type: 'log', level, message, fields: texts });
    }
  });
}
