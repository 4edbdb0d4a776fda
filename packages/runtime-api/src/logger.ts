/** Levels from chatty to grave. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/** Values that go with a log line. The message is a constant sentence; values are here. */
export type LogFields = Readonly<Record<string, unknown>>;

/** What libraries log through. They print nothing by themselves: the default is {@link SILENT_LOGGER}. */
export interface Logger {
  trace(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger that adds `fields` to every line. `name` is shown in front of lines. */
  child(fields: LogFields): Logger;
}

/** Makes a logger of one function that takes every line; `bound` are the fields that each line has. */
export function createLogger(write: (level: LogLevel, message: string, fields: LogFields) => void, bound: LogFields = {}): Logger {
  const at = (level: LogLevel) => (message: string, fields?: LogFields) =>
    write(level, message, fields === undefined ? bound : { ...bound, ...fields });
  return {
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => createLogger(write, { ...bound, ...fields }),
  };
}

const nothing = () => {};

/** Drops everything. */
export const SILENT_LOGGER: Logger = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  child: () => SILENT_LOGGER,
};
