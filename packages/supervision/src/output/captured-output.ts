import type { Logger } from '@zedflow/runtime-api';
import type { PeaEvents } from '../pea-events.js';
import { LastLines } from './last-lines.js';
import { LineSplitter } from './line-splitter.js';

/** Lines that an error shows. */
const KEPT_LINES = 20;

/** What one incarnation prints: line by line to listeners and log (unless quiet), the newest ones kept for errors. */
export class CapturedOutput {
  readonly #lastLines = new LastLines(KEPT_LINES);
  readonly #stdout: LineSplitter;
  readonly #stderr: LineSplitter;

  constructor(events: PeaEvents, logger: Logger, quiet: boolean) {
    const splitter = (stream: 'stdout' | 'stderr') =>
      new LineSplitter((line) => {
        this.#lastLines.push(line);
        if (quiet) return;
        // The line itself is the message: it is the Executor's own, not ours.
        logger.info(line, { stream });
        events.emit({ type: 'output', stream, line });
      });
    this.#stdout = splitter('stdout');
    this.#stderr = splitter('stderr');
  }

  push(stream: 'stdout' | 'stderr', chunk: Uint8Array): void {
    (stream === 'stdout' ? this.#stdout : this.#stderr).push(chunk);
  }

  /** No more comes: unfinished lines go out. */
  end(): void {
    this.#stdout.end();
    this.#stderr.end();
  }

  get lastLines(): readonly string[] {
    return this.#lastLines.lines;
  }
}
