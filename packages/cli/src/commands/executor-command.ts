import { onStopSignals, serveExecutor } from '@zedflow/flow/internal';
import { kebabCaseName } from '@zedflow/runtime-api';
import { EXIT_CODES, exitCodeOfSignal } from '../exit-codes.js';
import { givenOptions } from '../flags/option-flags.js';
import { createConsole } from '../logging/create-console.js';
import type { ParsedCommand } from '../program.js';

/** `zedflow executor --uses x.ts#X`: one Executor alone on gRPC until a signal, or until it is given up. */
export async function executorCommand({ flags }: ParsedCommand): Promise<number> {
  const out = createConsole(flags);
  const abort = new AbortController();
  let signalled: NodeJS.Signals | undefined;
  let onFirst = () => abort.abort();
  const offSignals = onStopSignals((signal) => {
    signalled = signal;
    out.event('stopping', 'stopping: calls under way are finished; once more ends at once', { signal });
    onFirst();
  });
  try {
    const executor = await serveExecutor({
      given: givenOptions(flags, ['executor']),
      place: (key) => `option --${kebabCaseName(key)}`,
      baseFolder: process.cwd(),
      logger: out.logger,
      signal: abort.signal,
      onEvent: (event, name) => {
        if (event.type === 'waiting' && event.what !== '')
          out.event('progress', `${name} ${event.what}`, { pea: name, waitingFor: event.what });
      },
    });
    const endpoints = executor.description?.endpoints.map(({ name }) => name) ?? [];
    const { address, controlAddress } = executor;
    const control = controlAddress === undefined ? '' : `, control port at ${controlAddress}`;
    out.event('ready', `ready ${executor.description?.executor ?? executor.name} at ${address} ${endpoints.join(' ')}${control}`, {
      address,
      ...(controlAddress !== undefined && { controlAddress }),
      endpoints,
    });
    const stopAsked = new Promise<void>((resolve) => {
      onFirst = resolve;
    });
    await Promise.race([stopAsked, executor.ended]);
    await executor.stop();
    if (signalled === undefined) return EXIT_CODES.failed;
    out.event('stopped', 'stopped', {});
    return EXIT_CODES.ok;
  } catch (error) {
    if (signalled !== undefined) return exitCodeOfSignal(signalled);
    throw error;
  } finally {
    offSignals();
  }
}
