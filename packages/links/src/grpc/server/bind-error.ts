import { RuntimeError } from '@zedflow/core-protocol';
import { findPortHolder } from './port-holder.js';

/** The error for a listener that could not be opened: names address, who holds the port where that can be told, and the option. */
export async function bindError(cause: Error, host: string, port: number, name: string): Promise<RuntimeError> {
  const address = `${host}:${port}`;
  if (!cause.message.includes('EADDRINUSE')) {
    return new RuntimeError('config_invalid', `${name} cannot listen on ${address}: ${cause.message}; set the options host and port`, {
      details: { option: 'host', host, port },
      cause,
    });
  }
  const holder = await findPortHolder(port);
  const by = holder === undefined ? '' : ` by process ${holder.pid} (${holder.name})`;
  return new RuntimeError(
    'gateway_port_in_use',
    `${name} cannot listen on ${address}: the port is taken${by}; set another port, or 0 for any free one`,
    {
      details: { option: 'port', host, port, ...(holder && { pid: holder.pid, process: holder.name }) },
      cause,
    },
  );
}
