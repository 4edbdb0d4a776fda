import { CommanderError } from 'commander';
import { EXIT_CODES, exitCodeOf } from './exit-codes.js';
import { watchOutput } from './logging/output-loss.js';
import { createProgram } from './program.js';
import { reportError } from './report-error.js';

/**
 * Runs the `zedflow` command and sets the exit code of this process: 0, 1 for what failed, 2 for wrong use, 128 + n for a signal.
 *
 * @param argv the words after `zedflow`.
 * @returns the exit code, once the command is done. Never throws.
 */
export async function main(argv: readonly string[]): Promise<number> {
  watchOutput();
  let exitCode: number = EXIT_CODES.ok;
  try {
    const program = createProgram((code) => {
      exitCode = code;
    });
    await program.parseAsync(argv as string[], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has printed its message or the help already.
      exitCode = error.exitCode === 0 ? EXIT_CODES.ok : EXIT_CODES.usage;
    } else {
      reportError(error);
      exitCode = exitCodeOf(error);
    }
  }
  process.exitCode = exitCode;
  return exitCode;
}
