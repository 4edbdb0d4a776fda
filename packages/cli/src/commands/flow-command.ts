import { Flow, type FlowOptions } from '@zedflow/flow';
import { EXIT_CODES, exitCodeOfSignal, UsageError } from '../exit-codes.js';
import { givenOptions, parsePairs } from '../flags/option-flags.js';
import { createConsole } from '../logging/create-console.js';
import type { ParsedCommand } from '../program.js';
import { formatSummary } from '../show/format-summary.js';
import { followStart } from '../show/start-progress.js';

/** `zedflow flow --uses flow.yml`: starts the Flow, shows what it waits for, serves until a signal. */
export async function flowCommand({ flags }: ParsedCommand): Promise<number> {
  // Not commander's own check: that would come before it tells of an unknown flag.
  if (flags['uses'] === undefined) throw new UsageError('zedflow flow needs --uses <file>: the YAML file of the Flow');
  const startedAtMs = performance.now();
  const out = createConsole(flags);
  const context = parsePairs('--context', (flags['context'] as string[] | undefined) ?? []);
  const flow = await Flow.fromYaml(flags['uses'] as string, {
    context,
    logger: out.logger,
    overrides: givenOptions(flags, ['flow', 'gateway'], ['uses']) as FlowOptions,
  });
  const endProgress = followStart(flow, out);
  const starting = flow.start();
  let signalled: NodeJS.Signals | undefined;
  // Signals count from now on: a Flow that is still starting is called off by one.
  const blocking = flow.block({
    onStopping: (signal) => {
      const wasReady = flow.state === 'ready';
      signalled = signal;
      out.event('stopping', wasReady ? 'stopping: calls under way are finished; once more ends at once' : 'start called off', { signal });
    },
  });
  try {
    await starting;
  } catch (error) {
    await blocking;
    if (signalled !== undefined) return exitCodeOfSignal(signalled);
    throw error;
  } finally {
    endProgress();
  }
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(2);
  out.event('ready', formatSummary(flow, seconds), { addresses: flow.addresses, seconds: Number(seconds) });
  await blocking;
  out.event('stopped', 'stopped', {});
  return EXIT_CODES.ok;
}
