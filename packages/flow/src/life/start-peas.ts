import { setMaxListeners } from 'node:events';
import { RuntimeError } from '@zedflow/core-protocol';
import type { Pea } from '@zedflow/runtime-api';

/** Starts all Peas at once. When one fails, the others are called off; this rejects when none is starting any more. */
export async function startPeas(peas: readonly Pea[], signal: AbortSignal): Promise<void> {
  const abort = new AbortController();
  // Every Pea listens: Node would warn of a leak from the eleventh on.
  setMaxListeners(0, abort.signal);
  const onAbort = () => abort.abort(signal.reason ?? new RuntimeError('cancelled', 'the start was called off'));
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  // The first failure is the cause; the others are its echo.
  let failure: { readonly error: unknown } | undefined;
  await Promise.all(
    peas.map((pea) =>
      pea.start({ signal: abort.signal }).catch((error: unknown) => {
        failure ??= { error };
        abort.abort(error);
      }),
    ),
  );
  signal.removeEventListener('abort', onAbort);
  if (failure !== undefined) throw failure.error;
}

/** Ends all Peas at once. Negative `graceMs` = each as its own options say. */
export async function stopPeas(peas: readonly Pea[], graceMs: number): Promise<void> {
  await Promise.all(peas.map((pea) => pea.stop(graceMs < 0 ? {} : { graceMs })));
}
