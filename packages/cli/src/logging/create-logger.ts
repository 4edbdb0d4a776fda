import type { LogFields, Logger } from '@zedflow/runtime-api';
import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';
import { formatLine } from './format-line.js';

/** Options of {@link createLogger}. */
export interface CommandLoggerOptions {
  readonly level: string;
  /** One JSON object a line. */
  readonly json: boolean;
  readonly colors: boolean;
  /** Takes whole lines. */
  readonly write: (text: string) => void;
}

/** A logger for the command: pino underneath; for people each line begins with the name of the object that says it. */
export function createLogger({ level, json, colors, write }: CommandLoggerOptions): Logger {
  const destination: DestinationStream = {
    write: json ? write : (line) => write(formatLine(JSON.parse(line) as Record<string, unknown>, colors)),
  };
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return new PinoAdapter(pino({ ...options, serializers: { err: pino.stdSerializers.err } }, destination));
}

class PinoAdapter implements Logger {
  readonly #pino: PinoLogger;

  constructor(logger: PinoLogger) {
    this.#pino = logger;
  }

  trace(message: string, fields: LogFields = {}): void {
    this.#pino.trace(fields, message);
  }

  debug(message: string, fields: LogFields = {}): void {
    this.#pino.debug(fields, message);
  }

  info(message: string, fields: LogFields = {}): void {
    this.#pino.info(fields, message);
  }

  warn(message: string, fields: LogFields = {}): void {
    this.#pino.warn(fields, message);
  }

  error(message: string, fields: LogFields = {}): void {
    this.#pino.error(fields, message);
  }

  child(fields: LogFields): Logger {
    return new PinoAdapter(this.#pino.child(fields));
  }
}
