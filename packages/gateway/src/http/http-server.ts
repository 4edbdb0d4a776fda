import type { CallService, ProtocolServer } from '@zedflow/runtime-api';
import type { ResolvedGatewayOptions, ResolvedListener } from '../gateway-options.js';
import { WebPort } from '../web/web-port.js';
import { createHttpApp } from './http-app.js';

/** A port that speaks HTTP. */
export async function createHttpServer(
  options: ResolvedGatewayOptions,
  listener: ResolvedListener,
  service: CallService,
): Promise<ProtocolServer> {
  return new WebPort(await createHttpApp(options, listener.tls, service), listener);
}
