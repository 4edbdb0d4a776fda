import { createServer } from 'node:net';
import { RuntimeError } from '@zedflow/core-protocol';
import type { GatewayPlan, ListenerPlan } from '../plan/flow-plan.js';

/**
 * Looks whether the gateway can listen where it should, so that a taken port or a wrong host is told at once and not after all
 * models are loaded. The gateway opens its ports last; who takes one in between is told of by the gateway itself.
 *
 * @throws gateway_port_in_use, config_invalid for an address of another host; both with the place of the option.
 */
export async function probePorts({ listeners, place }: Pick<GatewayPlan, 'listeners' | 'place'>): Promise<void> {
  for (const listener of listeners) {
    const error = await probe(listener);
    if (error !== undefined) throw await explain(error, listener, place);
  }
}

function probe({ host, port }: ListenerPlan): Promise<Error | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

async function explain(thrown: Error, { protocol, host, port }: ListenerPlan, place: GatewayPlan['place']): Promise<RuntimeError> {
  // Loaded only now: who starts well needs none of it.
  const { listenError } = await import('@zedflow/links/internal');
  const error = await listenError(thrown, { who: `the gateway (${protocol})`, host, port });
  const where = place(error.details['option'] as string);
  return new RuntimeError(error.code, `${where}: ${error.rawMessage}`, { details: error.details, cause: thrown });
}
