import { encodeError, RuntimeError } from '@zedflow/core-protocol';
import type { Report } from './actor-messages.js';

/**
 * Makes what would end this thread by itself a report instead: an error that nobody catches, and `process.exit`.
 * Both must not unwind here: a thread that ends while it holds a ZeroMQ socket aborts the whole process without a word.
 * So the thread says what happened, stands still, and whoever started it ends it.
 */
export function guardThread(report: Report): void {
  process.on('uncaughtException', (thrown) => {
    report({ type: 'crashed', error: encodeError(crashError(thrown), true) });
    standStill();
  });
  process.exit = (code?: number | string | null): never => {
    report({ type: 'exiting', code: Number(code ?? process.exitCode ?? 0) });
    return standStill();
  };
}

/** The user's message and stack behind one sentence. */
function crashError(thrown: unknown): RuntimeError {
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  const error = new RuntimeError('executor_died', `user code threw where nobody catches: ${message}`);
  if (thrown instanceof Error && thrown.stack !== undefined) error.stack = thrown.stack;
  return error;
}

function standStill(): never {
  const never = new Int32Array(new SharedArrayBuffer(4));
  for (;;) Atomics.wait(never, 0, 0);
}
