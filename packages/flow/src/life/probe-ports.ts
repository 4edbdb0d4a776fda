import { createServer } from 'node:net';
import { RuntimeError } from '@zedflow/core-protocol';
import type { ListenerPlan } from '../plan/flow-plan.js';

/**
 * Looks whether the ports of the gateway are free, so that a taken one is told at once and not after all models are loaded.
 * The gateway opens its ports last; who takes one in between is told of by the gateway itself.
 *
 * @throws gateway_port_in_use, config_invalid for an address of another host.
 */
export async function probePorts(listeners: readonly ListenerPlan[]): Promise<void> {
  for (const listener of listeners) {
    if (listener.port !== 0) await probe(listener);
  }
}

function probe({ protocol, host, port }: ListenerPlan): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      portError(error, protocol, host, port).then(reject, reject);
    });
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

async function portError(error: NodeJS.ErrnoException, protocol: string, host: string, port: number): Promise<RuntimeError> {
  const details = { protocol, host, port };
  switch (error.code) {
    case 'EADDRINUSE': {
      // Loaded only now: who starts well needs none of it.
      const { findPortHolder } = await import('@zedflow/links/grpc');
      const holder = await findPortHolder(port);
      const by = holder === undefined ? 'another program' : `${holder.name} (pid ${holder.pid})`;
      return new RuntimeError(
        'gateway_port_in_use',
        `port ${port} on ${host} is taken by ${by}; set \`port\` to a free one, or to 0 for any (${protocol})`,
        { details, cause: error },
      );
    }
    case 'EACCES':
      return new RuntimeError('config_invalid', `\`port\` ${port} needs rights that this process does not have; take one above 1023`, {
        details,
        cause: error,
      });
    default:
      return new RuntimeError('config_invalid', `\`host\` ${host} cannot be listened on: ${error.message}`, { details, cause: error });
  }
}
