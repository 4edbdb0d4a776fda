import { EXIT_CODES } from '../exit-codes.js';

/** What the system says when nobody reads any more: a closed pipe, a closed terminal. */
const READER_LEFT = ['EPIPE', 'EIO'];

/**
 * Handles the loss of stdout and stderr. When the reader left (`zedflow ... | head`), a command that serves stops as the closing of
 * a terminal stops it, with its calls finished; any other ends with 0. When the output cannot be written, a command that serves goes
 * on: a full disk is no reason to refuse calls; any other ends with 1, as its output is what it was called for.
 */
export function watchOutput(): void {
  let isServing = false;
  let isStopping = false;
  const onError = (error: NodeJS.ErrnoException) => {
    isServing ||= process.listenerCount('SIGHUP') > 0;
    const readerLeft = READER_LEFT.includes(error.code ?? '');
    if (!isServing) process.exit(readerLeft ? EXIT_CODES.ok : EXIT_CODES.failed);
    if (!readerLeft || isStopping) return;
    isStopping = true;
    process.emit('SIGHUP', 'SIGHUP');
  };
  process.stdout.on('error', onError);
  process.stderr.on('error', onError);
}
