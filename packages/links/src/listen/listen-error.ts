import { RuntimeError } from '@zedflow/core-protocol';
import { findPortHolder } from './port-holder.js';

/** What could not listen, and where. */
export interface ListenPlace {
  /** For the message: `the gateway (http)`, `encoder/rep-0`. */
  readonly who: string;
  readonly host: string;
  readonly port: number;
  /** Options that the user sets. Defaults `host` and `port`. */
  readonly hostOption?: string;
  readonly portOption?: string;
}

/**
 * The error for an address that cannot be listened on. `gateway_port_in_use` names the port, who holds it where the system tells
 * that (`details.pid`, `details.process`), and the option; everything else is `config_invalid` with the system's reason.
 */
export async function listenError(thrown: unknown, place: ListenPlace): Promise<RuntimeError> {
  const { who, host, port, hostOption = 'host', portOption = 'port' } = place;
  const { code, message = String(thrown) } = (thrown ?? {}) as Partial<NodeJS.ErrnoException>;
  const where = `${who} cannot listen on ${host}:${port}`;
  // grpc-js puts the system's code into the text alone.
  if (code === 'EADDRINUSE' || message.includes('EADDRINUSE')) {
    const holder = await findPortHolder(port);
    const by = holder === undefined ? '' : ` by ${holder.name} (pid ${holder.pid})`;
    return new RuntimeError(
      'gateway_port_in_use',
      `${where}: the port is taken${by}; set \`${portOption}\` to a free one, or to 0 for any`,
      {
        details: { option: portOption, host, port, ...(holder && { pid: holder.pid, process: holder.name }) },
        cause: thrown,
      },
    );
  }
  const isForbidden = code === 'EACCES';
  const hint = isForbidden ? `it needs rights that this process does not have; set \`${portOption}\` above 1023` : message;
  return new RuntimeError('config_invalid', `${where}: ${hint}${isForbidden ? '' : `; check \`${hostOption}\` and \`${portOption}\``}`, {
    details: { option: isForbidden ? portOption : hostOption, host, port },
    cause: thrown,
  });
}
