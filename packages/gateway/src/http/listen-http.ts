import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { ResolvedGatewayOptions, ResolvedListener } from '../gateway-options.js';
import { addressOf, type Listening } from '../listening.js';
import { createHttpApp, type HttpAppOptions } from './http-app.js';
import { InFlight } from './in-flight.js';

/** Opens an HTTP port. Rejects with `gateway_port_in_use`. */
export async function listenHttp(
  options: ResolvedGatewayOptions,
  listener: ResolvedListener,
  service: HttpAppOptions['service'],
): Promise<Listening> {
  const { listeners: _all, ...shared } = options;
  const app = await createHttpApp({ ...shared, service, tls: listener.tls });
  const inFlight = new InFlight(app);
  const port = await bind(app, listener);
  return {
    protocol: 'http',
    host: listener.host,
    port,
    address: addressOf('http', listener.host, port, listener.tls !== undefined),
    async stop({ graceMs }) {
      const closed = app.close();
      const isDrained = await inFlight.drain(graceMs);
      if (!isDrained) options.logger.warn('HTTP server ends requests by force', { port, graceMs });
      app.server.closeAllConnections();
      await closed;
    },
  };
}

/** Opens the port. Rejects with `gateway_port_in_use`. */
export async function bind(app: FastifyInstance, listener: ResolvedListener): Promise<number> {
  try {
    await app.listen({ host: listener.host, port: listener.port });
    return (app.server.address() as AddressInfo).port;
  } catch (thrown) {
    await app.close();
    // Loaded only now: it lives beside the gRPC server.
    const { listenError } = await import('@zedflow/links/internal');
    throw await listenError(thrown, { who: `the gateway (${listener.protocol})`, host: listener.host, port: listener.port });
  }
}
