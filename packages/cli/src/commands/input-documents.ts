import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Document, RuntimeError } from '@zedflow/core-protocol';
import { UsageError } from '../exit-codes.js';

/** Text that begins with `{` is a document in JSON; anything else is the text of one. `place` is told in the error. */
export function toDocument(text: string, place = ''): Document {
  if (!text.trimStart().startsWith('{')) return { text };
  try {
    return JSON.parse(text) as Document;
  } catch (error) {
    throw new RuntimeError('invalid_argument', `${place}not a JSON document: ${text.slice(0, 80)}: ${(error as Error).message}`);
  }
}

/**
 * Documents of a file or of stdin line by line, read only as fast as they are sent.
 *
 * @throws config_not_found for a file that cannot be read; invalid_argument with file and line for what is no document.
 */
export async function* inputDocuments(file: string | undefined): AsyncGenerator<Document, void, void> {
  if (file === undefined && process.stdin.isTTY) {
    throw new UsageError('no documents: give them as arguments, with --file, or as JSON lines on stdin');
  }
  let number = 0;
  for await (const line of readLines(file)) {
    number++;
    if (line.trim() !== '') yield toDocument(line, `${file ?? '<stdin>'}:${number}: `);
  }
}

async function* readLines(file: string | undefined): AsyncGenerator<string, void, void> {
  const input = file === undefined ? process.stdin : createReadStream(file);
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    const what = file === undefined ? 'stdin' : `--file ${file}`;
    throw new RuntimeError('config_not_found', `${what} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
