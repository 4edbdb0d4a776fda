import { writeSync } from 'node:fs';

export type StreamName = 'stdout' | 'stderr';

/** Sends what this thread writes to its stdout and stderr to `write` at once. Node would pass it through the main thread, later. */
export function redirectStreams(write: (stream: StreamName, bytes: Uint8Array) => void): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    process[stream].write = (
      chunk: Uint8Array | string,
      encodingOrCallback?: BufferEncoding | ((error?: Error | null) => void),
      callback?: (error?: Error | null) => void,
    ): boolean => {
      const encoding = typeof encodingOrCallback === 'string' ? encodingOrCallback : 'utf8';
      write(stream, typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
      const done = typeof encodingOrCallback === 'function' ? encodingOrCallback : callback;
      if (done !== undefined) process.nextTick(done);
      return true;
    };
  }
}

/** Milliseconds between two tries to write into a full pipe. */
const FULL_PIPE_MS = 2;

/**
 * Writes to the streams of this process from any of its threads. A full pipe blocks the writer until its reader has caught up,
 * so that a flood of output cannot grow in memory; a pipe without reader swallows it.
 */
export function writeToProcess(stream: StreamName, bytes: Uint8Array): void {
  const fd = stream === 'stdout' ? 1 : 2;
  for (let offset = 0; offset < bytes.byteLength; ) {
    try {
      offset += writeSync(fd, bytes, offset);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FULL_PIPE_MS);
    }
  }
}
