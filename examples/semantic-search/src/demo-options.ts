import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface DemoOptions {
  readonly questions: readonly string[];
  /** Folder of the user's own Markdown files; undefined = the packages of this checkout. */
  readonly folder: string | undefined;
  readonly isServing: boolean;
  readonly isHelp: boolean;
}

/** A command line that cannot be understood; the message says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What `--help` prints. */
export const HELP = `Search by meaning over Markdown files.

  npm run demo                       index the READMEs of all installed packages, then ask four questions
  npm run demo -- --query "TEXT"     ask one question of your own (may be given several times)
  npm run demo -- --path DIR         index the Markdown files below DIR instead
  npm run demo -- --serve            stay up and print calls for gRPC, HTTP and WebSocket; Ctrl-C ends it
  npm run demo -- --help             this text

The index is kept in examples/semantic-search/.zedflow, so only files that changed are read again.`;

const QUESTIONS = [
  'How can I colour text in the terminal?',
  'How do I limit how many promises run at the same time?',
  'How can I validate data against a schema?',
  'How can I find out that a stream has ended?',
];

/** Reads the arguments after the program's name. Throws {@link UsageError}. */
export function parseDemoOptions(args: readonly string[]): DemoOptions {
  const values = parseValues(args);
  const folder = values.path === undefined ? undefined : resolve(values.path);
  if (folder !== undefined && statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UsageError(
      `--path must be a folder with Markdown files, but ${folder} is ${statSync(folder, { throwIfNoEntry: false }) ? 'a file' : 'not there'}`,
    );
  }
  const questions = values.query ?? (values.serve || folder !== undefined ? [] : QUESTIONS);
  if (questions.some((question) => question.trim() === '')) throw new UsageError('--query needs a text, such as --query "parse a date"');
  return { questions, folder, isServing: values.serve ?? false, isHelp: values.help ?? false };
}

function parseValues(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        query: { type: 'string', short: 'q', multiple: true },
        path: { type: 'string', short: 'p' },
        serve: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}. See npm run demo -- --help`);
  }
}
