import { StringDecoder } from 'node:string_decoder';

/** Characters of one line; a longer one goes out in pieces, so that output without line breaks cannot grow in memory. */
const MAX_LINE_LENGTH = 8192;

/** Cuts a stream of chunks into lines. `\n`, `\r\n` and a lone `\r` (progress bars) end a line; empty lines are dropped. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  readonly #onLine: (line: string) => void;
  #rest = '';

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  push(chunk: Uint8Array): void {
    const text = this.#rest + this.#decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    const lines = text.split(/[\r\n]/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#emit(line);
    while (this.#rest.length > MAX_LINE_LENGTH) {
      this.#onLine(this.#rest.slice(0, MAX_LINE_LENGTH));
      this.#rest = this.#rest.slice(MAX_LINE_LENGTH);
    }
  }

  /** The stream is over: what is left is a line too. */
  end(): void {
    const rest = this.#rest + this.#decoder.end();
    this.#rest = '';
    this.#emit(rest);
  }

  #emit(line: string): void {
    for (let start = 0; start < line.length; start += MAX_LINE_LENGTH) this.#onLine(line.slice(start, start + MAX_LINE_LENGTH));
  }
}
