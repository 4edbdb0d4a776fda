import { onStopSignals, serveGateway } from '@zedflow/flow/internal';
import { kebabCaseName } from '@zedflow/runtime-api';
import { EXIT_CODES } from '../exit-codes.js';
import { givenOptions } from '../flags/option-flags.js';
import { createConsole } from '../logging/create-console.js';
import type { ParsedCommand } from '../program.js';

/** `zedflow gateway`: a gateway alone before Executors that run elsewhere, until a signal. */
export async function gatewayCommand({ flags }: ParsedCommand): Promise<number> {
  const out = createConsole(flags);
  const gateway = await serveGateway({
    given: givenOptions(flags, ['gateway']),
    place: (key) => `option --${kebabCaseName(key)}`,
    baseFolder: process.cwd(),
    logger: out.logger,
  });
  const urls = gateway.addresses.map(({ url }) => url);
  out.event('ready', `ready gateway at ${urls.join(' ')}`, { addresses: gateway.addresses });
  const signal = await new Promise<NodeJS.Signals>((resolve) => onStopSignals(resolve));
  out.event('stopping', 'stopping: calls under way are finished; once more ends at once', { signal });
  await gateway.stop();
  out.event('stopped', 'stopped', {});
  return EXIT_CODES.ok;
}
