import { createServer } from 'node:net';
import type { RuntimeError } from '@zedflow/core-protocol';
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
    server.once('error', (error) => {
      explain(error, `the gateway (${protocol})`, host, port).then(reject, reject);
    });
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

async function explain(error: Error, who: string, host: string, port: number): Promise<RuntimeError> {
  // Loaded only now: who starts well needs none of it.
  const { listenError } = await import('@zedflow/links/grpc');
  return listenError(error, { who, host, port });
}
