import { readFile } from 'node:fs/promises';
import { RuntimeError } from '@zedflow/core-protocol';
import type { GatewayListener, GatewayTls } from '@zedflow/gateway';
import type { OptionPlace } from '@zedflow/runtime-api';
import type { FlowAddress } from '../flow-events.js';
import type { GatewayPlan, TlsFiles } from '../plan/flow-plan.js';

/**
 * The plan as `createGateway` takes it; reads and checks the certificate.
 *
 * @throws config_not_found, config_invalid with the place of the option.
 */
export async function gatewayOptions(plan: GatewayPlan) {
  const tls = await readTls(plan);
  return {
    listeners: plan.listeners.map((listener): GatewayListener => (tls === undefined ? listener : { ...listener, tls })),
    docarray: plan.docarray,
    maxMessageBytes: plan.maxMessageBytes,
    // 0 asks for no limit.
    maxInFlight: plan.prefetch === 0 ? Number.MAX_SAFE_INTEGER : plan.prefetch,
    cors: plan.hasCors,
    title: plan.title,
    ...(plan.description === undefined ? {} : { description: plan.description }),
    noDebugEndpoints: !plan.hasDebugEndpoints,
    noCrudEndpoints: !plan.hasCrudEndpoints,
    ...(plan.exposeEndpoints === undefined ? {} : { exposeEndpoints: plan.exposeEndpoints }),
    slowCallMs: plan.slowCallMs,
    exposeStacks: plan.exposesStacks,
  };
}

async function readTls({ tls, place }: GatewayPlan): Promise<GatewayTls | undefined> {
  if (tls === undefined) return undefined;
  const [cert, key] = await Promise.all([readPem('ssl_certfile', tls.certFile, place), readPem('ssl_keyfile', tls.keyFile, place)]);
  await assertPair({ cert, key }, tls, place);
  return { cert, key };
}

async function readPem(option: string, file: string, place: OptionPlace): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new RuntimeError('config_not_found', `${place(option)}: \`${option}\`: ${file} cannot be read: ${(error as Error).message}`, {
      details: { option, file },
      cause: error,
    });
  }
}

/** What OpenSSL does not take is told now, not when the Executors run. */
async function assertPair(pair: { cert: string; key: string }, { certFile, keyFile }: TlsFiles, place: OptionPlace): Promise<void> {
  const { createSecureContext } = await import('node:tls');
  const check = (option: string, file: string, given: { cert: string; key?: string }) => {
    try {
      createSecureContext(given);
    } catch (error) {
      throw new RuntimeError('config_invalid', `${place(option)}: \`${option}\`: ${file} cannot be used: ${(error as Error).message}`, {
        details: { option, file },
        cause: error,
      });
    }
  };
  check('ssl_certfile', certFile, { cert: pair.cert });
  check('ssl_keyfile', keyFile, pair);
}

const SCHEMES = { grpc: 'grpc', http: 'http', websocket: 'ws' } as const;

/** A port as the gateway tells it, with the URL that a client on this host dials. */
export function toFlowAddress(address: { protocol: FlowAddress['protocol']; host: string; port: number }, tls: boolean): FlowAddress {
  const { protocol, host, port } = address;
  // A wildcard is for listening; a client dials the loopback address.
  const dialled = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return { protocol, host, port, tls, url: `${SCHEMES[protocol]}${tls ? 's' : ''}://${dialled}:${port}` };
}
