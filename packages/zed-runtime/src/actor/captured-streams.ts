import type { Report } from './actor-messages.js';

/** Sends what this thread writes to its stdout and stderr as reports, instead of into the shared streams of the process. */
export function captureStreams(report: Report): void {
  for (const stream of ['stdout', 'stderr'] as const) {
    process[stream].write = (
      chunk: Uint8Array | string,
      encodingOrCallback?: BufferEncoding | ((error?: Error | null) => void),
      callback?: (error?: Error | null) => void,
    ): boolean => {
      const encoding = typeof encodingOrCallback === 'string' ? encodingOrCallback : 'utf8';
      report({ type: 'output', stream, text: typeof chunk === 'string' ? toText(chunk, encoding) : new TextDecoder().decode(chunk) });
      const done = typeof encodingOrCallback === 'function' ? encodingOrCallback : callback;
      if (done !== undefined) process.nextTick(done);
      return true;
    };
  }
}

function toText(chunk: string, encoding: BufferEncoding): string {
  return encoding === 'utf8' || encoding === 'utf-8' ? chunk : Buffer.from(chunk, encoding).toString();
}
