import type { Logger } from '@zedflow/runtime-api';
import { usesColors } from '../report-error.js';
import { createLogger } from './create-logger.js';

/** What a serving command writes to: logs on stderr, the rest on stdout; with `--json` all of it on stdout as JSON lines. */
export interface CommandConsole {
  readonly logger: Logger;
  readonly isJson: boolean;
  /** Somebody watches: lines may be drawn over. */
  readonly isLive: boolean;
  /** Tells one thing: as text for people, as an object for programs. */
  event(name: string, text: string, fields: Readonly<Record<string, unknown>>): void;
  /** Set while something is drawn over: called around every write. */
  around: ((write: () => void) => void) | undefined;
}

/** Reads `--json` and `--log-level`. */
export function createConsole(flags: Readonly<Record<string, unknown>>): CommandConsole {
  const isJson = flags['json'] === true;
  const target = isJson ? process.stdout : process.stderr;
  const write = (stream: NodeJS.WriteStream, text: string) => {
    if (out.around === undefined) stream.write(text);
    else out.around(() => stream.write(text));
  };
  const logger = createLogger({
    level: (flags['logLevel'] as string | undefined) ?? 'info',
    json: isJson,
    colors: usesColors(target),
    write: (text) => write(target, text),
  });
  const out: CommandConsole = {
    logger,
    isJson,
    isLive: !isJson && process.stdout.isTTY === true,
    around: undefined,
    event(name, text, fields) {
      if (isJson) write(process.stdout, `${JSON.stringify({ level: 'info', time: new Date().toISOString(), event: name, ...fields })}\n`);
      else write(process.stdout, `${text}\n`);
    },
  };
  return out;
}
