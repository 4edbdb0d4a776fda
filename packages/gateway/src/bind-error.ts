import { RuntimeError } from '@zedflow/core-protocol';
import type { ResolvedListener } from './gateway-options.js';

/** The error for a port that could not be opened: names address, option and, where the system tells it, who holds it. */
export async function bindError(thrown: unknown, { protocol, host, port }: ResolvedListener): Promise<RuntimeError> {
  const where = `the gateway cannot listen on ${host}:${port} (${protocol})`;
  if ((thrown as NodeJS.ErrnoException | undefined)?.code !== 'EADDRINUSE') {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return new RuntimeError('config_invalid', `${where}: ${reason}; check the options host, port and tls`, {
      details: { option: 'host', host, port, protocol },
      cause: thrown,
    });
  }
  const { findPortHolder } = await import('@zedflow/links/grpc');
  const holder = await findPortHolder(port);
  const by = holder === undefined ? '' : ` by process ${holder.pid} (${holder.name})`;
  return new RuntimeError(
    'gateway_port_in_use',
    `${where}: the port is taken${by}; set the option port to another one, or to 0 for any free one`,
    {
      details: { option: 'port', host, port, protocol, ...(holder && { pid: holder.pid, process: holder.name }) },
      cause: thrown,
    },
  );
}
